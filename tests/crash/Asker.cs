using System.Net;
using Testing;

namespace Crash.Tests;

/// <summary>One of those who send messages while the site dies: with or without JavaScript. Remembers what was acknowledged, and the one message of which nobody knows what became.</summary>
internal sealed class Asker : IDisposable
{
    private readonly HttpClient _client;
    private readonly Visitor _visitor;
    private readonly bool _hasScript;
    private string? _form;
    private Sent? _unknown;

    public Asker(Uri address, bool hasScript)
    {
        _hasScript = hasScript;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _visitor = new Visitor(_client);
    }

    private sealed record Sent(string Key, string Name);

    /// <summary>What was answered with 200 or 303: the name of each message.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>How often an answer was lost.</summary>
    public int Unknown { get; private set; }

    /// <summary>Answers that should not be.</summary>
    public List<string> Surprises { get; } = [];

    /// <summary>The form's address is the same in every life of the site.</summary>
    public async Task LookAsync()
    {
        var page = await _visitor.OpenAsync("/contact");
        var form = page.Find("main [data-fragment='contact/form'] form[method=post]");
        _form = form.GetAttribute(_hasScript ? "hx-post" : "action");
    }

    /// <summary>Sends message after message until the site is gone.</summary>
    public async Task AskAsync()
    {
        try
        {
            while (true)
            {
                _unknown = new Sent(Guid.NewGuid().ToString("D"), $"message-{Guid.NewGuid():N}");
                await SendAsync();
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            Unknown++;
        }
    }

    /// <summary>Sends once more what nobody knows the fate of, as a browser does.</summary>
    public async Task RetryAsync()
    {
        if (_unknown is not null)
            await SendAsync();
    }

    public void Dispose() => _client.Dispose();

    private async Task SendAsync()
    {
        var (key, name) = _unknown!;
        (string, string)[] fields = [("_key", key), ("Email", "ann@example.com"), ("Question", $"What about {name} ?")];
        var answer = _hasScript ? await _visitor.PostAsync(_form!, fields) : await _visitor.PostPlainlyAsync(_form!, fields);
        if (answer.Status == (_hasScript ? HttpStatusCode.OK : HttpStatusCode.SeeOther))
            Acknowledged.Add(name);
        else if (answer.Status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
            Surprises.Add($"{answer.Status}: {answer.Html}");
        _unknown = null;
    }
}
