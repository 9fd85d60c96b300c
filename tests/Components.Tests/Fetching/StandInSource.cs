using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Components.Tests.Fetching;

/// <summary>A real server of somebody else, with everything that one can do wrong.</summary>
public sealed class StandInSource : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private StandInSource(WebApplication app) => _app = app;

    public int Requests => Volatile.Read(ref _requests);

    public IHeaderDictionary? LastHeaders { get; private set; }

    public string? Location { get; set; }

    public string Origin => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public int Port => new Uri(Origin).Port;

    public static async Task<StandInSource> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var source = new StandInSource(builder.Build());
        source._app.Run(source.AnswerAsync);
        await source._app.StartAsync();
        return source;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        Interlocked.Increment(ref _requests);
        LastHeaders = http.Request.Headers;
        var response = http.Response;
        response.ContentType = "text/html; charset=utf-8";
        switch (http.Request.Path.Value)
        {
            case "/box.html":
                response.Cookies.Append("tracking", "1");
                await response.WriteAsync("<!doctype html><title>T</title><h2 id='x' class='y' style='color:red' onclick='bad()'>News</h2><p>あ <a href='more.html'>more</a> <a href='javascript:bad()'>bad</a></p><script>bad()</script>");
                break;
            case "/sjis.html":
                response.ContentType = "text/html";
                await response.Body.WriteAsync(CodePagesEncodingProvider.Instance.GetEncoding("shift_jis")!.GetBytes("<meta charset=\"Shift_JIS\"><p>日本語</p>"));
                break;
            case "/slow.html":
                await response.WriteAsync("<p>first");
                await response.Body.FlushAsync();
                await Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted);
                break;
            case "/huge.html":
                var piece = Encoding.UTF8.GetBytes(new string('x', 10_000));
                for (var i = 0; i < 1_000 && !http.RequestAborted.IsCancellationRequested; i++)
                    await response.Body.WriteAsync(piece);
                break;
            case "/bomb.html":
                response.Headers.ContentEncoding = "gzip";
                await using (var gzip = new System.IO.Compression.GZipStream(response.Body, System.IO.Compression.CompressionLevel.Fastest))
                    for (var i = 0; i < 500; i++)
                        await gzip.WriteAsync(new byte[10_000]);
                break;
            case "/deep.html":
                await response.WriteAsync(string.Concat(Enumerable.Repeat("<div>", 15_000)) + "deep");
                break;
            case "/moved.html":
                response.StatusCode = 302;
                response.Headers.Location = Location;
                break;
            case "/loop.html":
                response.StatusCode = 302;
                response.Headers.Location = "/loop.html";
                break;
            case "/picture":
                response.ContentType = "image/svg+xml";
                await response.WriteAsync("<svg onload='bad()'/>");
                break;
            case "/kept.html":
                response.Headers.CacheControl = "max-age=30";
                await response.WriteAsync($"<p>{Requests}</p>");
                break;
            default:
                response.StatusCode = 500;
                break;
        }
    }
}
