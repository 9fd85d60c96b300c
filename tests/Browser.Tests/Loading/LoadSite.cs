using Components;
using Components.Responses;
using Components.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Browser.Tests.Loading;

/// <summary>A small site with strict headers, whose fragments are loaded in every way.</summary>
public sealed class LoadSite : IAsyncLifetime
{
    public const int MostBytes = 3_000_000;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("load-site-");
    private WebApplication? _app;

    public Uri Root => new(_app!.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    public LoadLog Log => _app!.Services.GetRequiredService<LoadLog>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.FullName, EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.Configuration["Components:MaxFormBytes"] = $"{MostBytes}";
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddComponents(site => site.AddPack<LoadPack>().UseSqlite());
        _app = builder.Build();
        _app.UseStrictHeaders();
        _app.Use(AnswerUnchanged);
        _app.UseRouting();
        _app.MapComponents();
        _app.MapGet("/load/{show}/{key}", (string show, string key) => new RazorComponentResult<LoadPage>(new { Show = show, Key = key }));
        _app.MapGet("/favicon.ico", () => Results.NoContent());
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // As a server that knows entity tags answers who has the newest content.
    private Task AnswerUnchanged(HttpContext http, RequestDelegate next)
    {
        var key = http.Request.Query["key"].ToString();
        if (!http.Request.Path.StartsWithSegments("/c/load/clock", StringComparison.Ordinal) || !Log.Statuses.TryGetValue(key, out var status) || status != StatusCodes.Status304NotModified)
            return next(http);
        if (http.Request.Headers.IfNoneMatch == "\"one\"")
        {
            Log.Add($"{key}-304");
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        }
        http.Response.OnStarting(() =>
        {
            http.Response.Headers.ETag = "\"one\"";
            return Task.CompletedTask;
        });
        return next(http);
    }
}
