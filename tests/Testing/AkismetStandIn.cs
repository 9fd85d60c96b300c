using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Testing;

/// <summary>A server that answers as Akismet does, at a real port of this machine.</summary>
public sealed class AkismetStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<(string Call, Dictionary<string, string> Fields)> _calls = [];

    public AkismetStandIn()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/1.1/{call}", AnswerAsync);
        _app.Start();
    }

    public string Address => $"{_app.Urls.First()}/1.1/";

    /// <summary>Has a site ask it, before that is started.</summary>
    public void AnswerTo(Site site)
    {
        site.Settings["Spam:Akismet:Key"] = "secret";
        site.Settings["Spam:Akismet:Url"] = Address;
        site.Settings["Spam:Akismet:Timeout"] = "00:00:30";
    }

    /// <summary>What it says to <c>comment-check</c>: a text, and a tip.</summary>
    public (string Text, string? Tip) Verdict { get; set; } = ("false", null);

    public int Status { get; set; } = 200;

    /// <summary>What it waits for before it answers.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public IReadOnlyList<Dictionary<string, string>> CallsOf(string call)
    {
        lock (_calls)
            return [.. _calls.Where(made => made.Call == call).Select(made => made.Fields)];
    }

    public async Task<Dictionary<string, string>> WaitForAsync(string call)
    {
        for (var i = 0; i < 600; i++)
        {
            if (CallsOf(call) is [var first, ..])
                return first;
            await Task.Delay(50);
        }
        throw new TimeoutException($"Nobody called {call}.");
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(string call, HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        lock (_calls)
            _calls.Add((call, form.ToDictionary(field => field.Key, field => field.Value.ToString())));
        await Gate.WaitAsync(http.RequestAborted);
        if (Verdict.Tip is { } tip)
            http.Response.Headers["X-akismet-pro-tip"] = tip;
        return Status == 200 ? Results.Text(call == "comment-check" ? Verdict.Text : "Thanks for making the web a better place.") : Results.StatusCode(Status);
    }
}
