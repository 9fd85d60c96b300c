using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Components.Comments.Tests.Avatars;

/// <summary>Answers as Gravatar does, on a port of this machine, and remembers what it was asked.</summary>
public sealed class PictureServer : IAsyncLifetime
{
    private readonly WebApplication _app;

    public PictureServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Map("/avatar/{hash}", AnswerAsync);
    }

    public string Address => _app.Urls.First();

    /// <summary>Path and query of every request, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>The names of all headers that ever came.</summary>
    public ConcurrentDictionary<string, string> Headers { get; } = [];

    /// <summary>What it does next.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = http => Send(http, "image/png", Png);

    public static byte[] Png { get; } = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4, 5, 6, 7, 8];

    public static async Task Send(HttpContext http, string type, byte[] bytes)
    {
        http.Response.ContentType = type;
        await http.Response.Body.WriteAsync(bytes);
    }

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        Asked.Enqueue($"{http.Request.Path}{http.Request.QueryString}");
        foreach (var (name, value) in http.Request.Headers)
            Headers[name] = value.ToString();
        return Answer(http);
    }
}
