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

namespace Browser.Tests;

/// <summary>A small site below a path, with strict headers, whose one form asks for work.</summary>
public sealed class WorkSite : IAsyncLifetime
{
    public const string Base = "/sub";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("work-site-");
    private WebApplication? _app;

    public Uri Root => new(_app!.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    public WorkLog Log => _app!.Services.GetRequiredService<WorkLog>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.FullName, EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddComponents(site => site.AddPack<WorkPack>().UseSqlite());
        _app = builder.Build();
        _app.UsePathBase(Base);
        _app.UseStrictHeaders();
        _app.UseRouting();
        _app.MapComponents();
        _app.MapGet("/", () => new RazorComponentResult<WorkPage>());
        _app.MapGet("/favicon.ico", () => Results.NoContent());
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
