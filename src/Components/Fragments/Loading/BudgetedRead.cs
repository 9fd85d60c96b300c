using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Fragments;

/// <summary>
/// Reads what a fragment shows within a time. Beside the renderer and not on its thread, since code that blocks (SQLite's driver knows no other way) would hold the page whatever the clock says.
/// </summary>
internal sealed class BudgetedRead(Fragment fragment, TimeSpan budget)
{
    private readonly CancellationTokenSource _cancellation = CancellationTokenSource.CreateLinkedTokenSource(fragment.Http.RequestAborted);

    /// <summary>Ends when the budget is used up, or the visitor goes away.</summary>
    public CancellationToken Aborted => _cancellation.Token;

    /// <exception cref="OverBudgetException">It took too long. Its services live on until it has come to its end, and nothing waits for that but the end of the request.</exception>
    public async Task RunAsync(Func<Task> read)
    {
        var clock = fragment.Maker.Services.GetRequiredService<TimeProvider>();
        SynchronizedFeatures.Begin(fragment.Http);
        var reading = Task.Run(read, CancellationToken.None);
        try
        {
            await reading.WaitAsync(budget, clock);
            return;
        }
        catch (TimeoutException) when (reading.IsCompleted)
        {
            // Its own, or it has come in the very last moment.
            await reading;
            return;
        }
        catch (TimeoutException)
        {
        }
        // Not awaited: what listens to the token may block as well.
        _ = Task.Run(_cancellation.Cancel);
        CloseConnectionAfter(reading);
        fragment.Maker.KeepUntil(fragment, reading);
        throw new OverBudgetException(fragment.Url.Fragment.Id, budget);
    }

    // The server reads the next request of a connection when this one has ended, and the browser would wait for it (RFC 9112, 9.6). Later versions of HTTP have no such queue, nor this header.
    private void CloseConnectionAfter(Task reading)
    {
        var http = fragment.Http;
        if (http.Response.HasStarted || http.Request.Protocol != HttpProtocol.Http11)
            return;
        http.Response.OnStarting(() =>
        {
            if (!reading.IsCompleted)
                http.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
    }
}
