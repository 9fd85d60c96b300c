using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Components.Tests.Spam;

/// <summary>A server that speaks Akismet's protocol, on a port of its own. It says what the text asks it to say.</summary>
internal sealed class AkismetServer : IAsyncDisposable
{
    public const string Key = "0123456789ab-secret";
    private readonly WebApplication _app;

    private AkismetServer(WebApplication app) => _app = app;

    public Uri Url => new($"{_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}/1.1");

    public List<(string Call, Dictionary<string, string> Fields, string UserAgent)> Requests { get; } = [];

    public static async Task<AkismetServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new AkismetServer(app);
        app.MapPost("/1.1/{call}", server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http, string call)
    {
        var form = await http.Request.ReadFormAsync();
        Requests.Add((call, form.ToDictionary(field => field.Key, field => field.Value.ToString()), http.Request.Headers.UserAgent.ToString()));
        if (form["api_key"] != Key)
        {
            http.Response.Headers["X-akismet-debug-help"] = $"We were unable to parse the key {form["api_key"]}";
            await http.Response.WriteAsync("invalid");
            return;
        }
        await (call switch
        {
            "verify-key" => http.Response.WriteAsync("valid"),
            "submit-spam" or "submit-ham" => http.Response.WriteAsync("Thanks for making the web a better place."),
            _ => JudgeAsync(http, form["comment_content"].ToString()),
        });
    }

    private static async Task JudgeAsync(HttpContext http, string text)
    {
        switch (text)
        {
            case "discard":
                http.Response.Headers["X-akismet-pro-tip"] = "discard";
                await http.Response.WriteAsync("true");
                break;
            case "slow":
                await Task.Delay(TimeSpan.FromSeconds(60), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case "drips":
                for (var i = 0; i < 300 && !http.RequestAborted.IsCancellationRequested; i++)
                {
                    await http.Response.WriteAsync(" ");
                    await http.Response.Body.FlushAsync();
                    await Task.Delay(200);
                }
                break;
            case "fails":
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                await http.Response.WriteAsync("true");
                break;
            case "moved":
                http.Response.Redirect("/1.1/elsewhere", permanent: false, preserveMethod: true);
                break;
            case "floods":
                await http.Response.WriteAsync($"true{new string(' ', 1_000_000)}");
                break;
            case "breaks off":
                http.Response.ContentLength = 100;
                await http.Response.WriteAsync("true");
                await http.Response.Body.FlushAsync();
                http.Abort();
                break;
            case "rubbish":
                await http.Response.WriteAsync($"<html>hotel {Key}</html>");
                break;
            default:
                await http.Response.WriteAsync(text.Contains("pills", StringComparison.Ordinal) ? "true" : "false");
                break;
        }
    }
}
