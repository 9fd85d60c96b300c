using System.Globalization;
using System.Text;
using System.Text.Json;
using Components.Embedding;
using Components.Fragments;
using Components.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Components.Push;

/// <summary>
/// Answers <c>/c/_events?on={ticket}&amp;on=…</c> with Server-Sent Events (HTML, 9.2): <c>ready</c> once, <c>changed</c> with the tags as JSON, <c>end</c> where the page may ask anew at once.
/// A page of another site is answered where that is registered and on, by the tickets that were given to that very site.
/// </summary>
internal sealed class PushEndpoint(
    PushHub hub, PushTickets tickets, EmbeddingCors cors, EmbeddingSites sites, SiteAddress own, IOptions<PushOptions> options, IHostApplicationLifetime host, TimeProvider clock)
{
    public const string Route = "/c/_events";
    private const int RetryAfterSeconds = 30;

    private readonly PushOptions _options = options.Value;

    public async Task InvokeAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        // Browsers send no origin from this site's own pages.
        var isForeign = http.Request.Headers.Origin is { Count: > 0 } origin && origin != own.Origin;
        var asking = isForeign ? await cors.AllowAsync(http) : null;
        if (isForeign && asking is not { IsOn: true })
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden);
            return;
        }
        var (tags, expiry, status) = Read(http, asking?.Origin ?? "");
        if (status != StatusCodes.Status200OK)
        {
            await RefuseAsync(http, status);
            return;
        }
        var listener = new PushListener(PostLimiter.NetworkOf(http.Connection.RemoteIpAddress), tags);
        var entry = hub.Enter(listener);
        if (entry != PushHub.Entry.Granted)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            await RefuseAsync(http, entry == PushHub.Entry.Full ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status429TooManyRequests);
            return;
        }
        try
        {
            await ServeAsync(http, listener, expiry, asking);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The page is gone.
        }
        finally
        {
            hub.Leave(listener);
        }
    }

    private (HashSet<string> Tags, long? Expiry, int Status) Read(HttpContext http, string origin)
    {
        var given = http.Request.Query["on"];
        HashSet<string> tags = [];
        long? expiry = null;
        if (given.Count == 0 || given.Count > _options.Tags)
            return (tags, null, StatusCodes.Status400BadRequest);
        var isStale = false;
        foreach (var ticket in given)
            switch (tickets.Read(http, ticket!, origin, out var tag, out var until))
            {
                case Verdict.Invalid:
                    return (tags, null, StatusCodes.Status403Forbidden);
                case Verdict.Stale:
                    isStale = true;
                    break;
                default:
                    tags.Add(tag);
                    expiry = until < (expiry ?? long.MaxValue) ? until : expiry;
                    break;
            }
        return (tags, expiry, tags.Count == 0 && isStale ? StatusCodes.Status410Gone : StatusCodes.Status200OK);
    }

    private static Task RefuseAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync($"{status}: no news by this address.", http.RequestAborted);
    }

    private async Task ServeAsync(HttpContext http, PushListener listener, long? expiry, EmbeddingSite? asking)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
        // nginx keeps an answer back otherwise.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, host.ApplicationStopping);
        var end = clock.GetUtcNow() + _options.Lifetime;
        if (expiry is { } seconds && DateTimeOffset.FromUnixTimeSeconds(seconds) is var stale && stale < end)
            end = stale;
        await SendAsync(http, "ready", []);
        while (clock.GetUtcNow() is var now && now < end && !host.ApplicationStopping.IsCancellationRequested && await IsStillOnAsync(asking, http.RequestAborted))
        {
            IReadOnlyCollection<string> news;
            try
            {
                news = await listener.WaitAsync(_options.Heartbeat < end - now ? _options.Heartbeat : end - now, clock, ending.Token);
            }
            catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
            {
                break;
            }
            await SendAsync(http, news.Count > 0 ? "changed" : null, news);
        }
        await SendAsync(http, "end", []);
    }

    // A site that is switched off hears nothing more, though its pages are open.
    private async ValueTask<bool> IsStillOnAsync(EmbeddingSite? asking, CancellationToken cancellation) =>
        asking is null || await sites.FindAsync(asking.Origin, cancellation) is { IsOn: true };

    private static async Task SendAsync(HttpContext http, string? name, IReadOnlyCollection<string> tags)
    {
        // A line that starts with a colon is no event; it keeps the connection alive.
        var text = name is null ? ":\n\n" : $"event: {name}\ndata: {JsonSerializer.Serialize(tags)}\n\n";
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
