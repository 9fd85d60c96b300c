using System.Security.Claims;
using Components.Admission;
using Components.Caching;
using Components.Fragments;
using Components.Signing;
using Components.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Testing;

namespace Components.Tests.Fixture;

/// <summary>The smallest application around the engine: the two lines, the test pack, a host page. Somebody is signed in who sends the header <c>X-User</c>.</summary>
public class TestHost : IAsyncLifetime
{
    public const string HostPage = "/page";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("components-");
    private WebApplication? _app;

    public TestClock Clock { get; } = new();

    public TestLog Log { get; } = new();

    public string Environment { get; set; } = "Production";

    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>What the application speaks; a visitor chooses as browsers do. None: it leaves languages alone.</summary>
    public string[] Languages { get; set; } = [];

    /// <summary>Changes the services last.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; set; }

    public IServiceProvider Services => _app!.Services;

    public Journal Journal => Services.GetRequiredService<Journal>();

    public string DataDirectory => Path.Combine(_folder.FullName, "data");

    public string LayoutFile => Path.Combine(_folder.FullName, "layout.html");

    /// <summary>A layout pack of the site's own.</summary>
    public string LayoutPack(string name) => _folder.CreateSubdirectory($"layouts/{name}").FullName;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.FullName, EnvironmentName = Environment });
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Configuration["Site:Url"] = "http://localhost";
        builder.Configuration["Components:PostsPerMinute"] = "100000";
        builder.Configuration["Site:RedirectOrigins:0"] = "https://shop.example.com";
        builder.Configuration["Site:RedirectOrigins:1"] = "https://forum.example.com:443/";
        builder.Configuration["Components:Cache:PersonalHeaders:0"] = "X-User";
        // Some tests hold many requests at once, and no permit ends by a clock that stands still.
        builder.Configuration["Components:Admission:AtOnce"] = builder.Configuration["Components:Admission:PostsAtOnce"] = "1000";
        foreach (var (key, value) in Settings)
            builder.Configuration[key] = value;
        builder.Services.AddComponents(site => site.AddPack<TestPack>().UseSqlite());
        builder.Services.CompareRendering();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        builder.Services.Configure<RequestLocalizationOptions>(options => options.AddSupportedCultures(Languages).AddSupportedUICultures(Languages));
        ConfigureServices?.Invoke(builder.Services);
        Listen(builder.WebHost);

        _app = builder.Build();
        _app.UseAnswerCache();
        _app.UseQuickRefusal();
        _app.Use(SignIn);
        if (Languages.Length > 0)
            _app.UseRequestLocalization();
        _app.UseRouting();
        _app.UseAdmission();
        _app.UseCachedPages();
        _app.UseAntiforgery();
        _app.MapRazorComponents<Pages.PagesRoot>().WithFragmentRendering();
        _app.MapComponents();
        _app.MapGet("/page/{show?}", (string? show) => new RazorComponentResult<HostPage>(new { Show = show ?? "" }));
        _app.MapGet("/html", (string text) => new RazorComponentResult<HtmlPage>(new { Text = text }));
        _app.MapGet("/written/{show?}", (string? show) => new RazorComponentResult<WrittenPage>(new { Show = show ?? "" }));
        _app.MapGet("/source", (string href, string? load) => new RazorComponentResult<SourcePage>(new { Href = href, Load = load ?? "inline" }));
        _app.MapGet("/tag/{pack}/{name}/{count?}", (HttpContext http, string pack, string name, int? count) => new RazorComponentResult<TagPage>(
            new { Name = $"{pack}/{name}", Count = count ?? 1, Given = http.Request.Query.ToDictionary(item => item.Key, item => (object?)item.Value.ToString()) }));
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_app is not null)
            await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A browser that keeps cookies; signed in where a name is given.</summary>
    public Visitor Visit(string? user = null)
    {
        var client = new HttpClient(new CookieContainerHandler { InnerHandler = _app!.GetTestServer().CreateHandler() }) { BaseAddress = new Uri("http://localhost") };
        if (user is not null)
            client.DefaultRequestHeaders.Add("X-User", user);
        return new Visitor(client);
    }

    /// <summary>The URL that this site writes for a fragment. Nothing about the parameters is checked.</summary>
    public FragmentUrl UrlOf<TFragment>(params (string Name, object? Value)[] parameters) where TFragment : Fragment =>
        UrlFor<TFragment>(null, null, parameters);

    public FragmentUrl UrlFor<TFragment>(string? user, string? session, params (string Name, object? Value)[] parameters) where TFragment : Fragment
    {
        var http = new DefaultHttpContext { RequestServices = Services, User = Principal(user) };
        if (session is not null)
            http.Request.Headers.Cookie = $"component-session={session}";
        return Services.GetRequiredService<FragmentUrls>().Create(http, typeof(TFragment), FragmentParameters.None.With(parameters), HostPage);
    }

    /// <summary>The same on another page of this site.</summary>
    public FragmentUrl UrlOn<TFragment>(string page, params (string Name, object? Value)[] parameters) where TFragment : Fragment =>
        Services.GetRequiredService<FragmentUrls>().Create(new DefaultHttpContext { RequestServices = Services }, typeof(TFragment), FragmentParameters.None.With(parameters), page);

    /// <summary>Opens a page with a tag, with the attributes of a query.</summary>
    public Task<Page> ShowAsync(string tag) => Visit().OpenAsync($"/tag/{tag}");

    public KeyRing Keys => Services.GetRequiredService<KeyRing>();

    protected virtual void Listen(ConfigureWebHostBuilder web) => web.UseTestServer();

    private static Task SignIn(HttpContext http, RequestDelegate next)
    {
        http.User = Principal(http.Request.Headers["X-User"], http.Request.Headers["X-Role"]);
        return next(http);
    }

    private static ClaimsPrincipal Principal(string? user, string? role = null) => string.IsNullOrEmpty(user)
        ? new ClaimsPrincipal(new ClaimsIdentity())
        : new ClaimsPrincipal(new ClaimsIdentity([new System.Security.Claims.Claim(ClaimTypes.NameIdentifier, user), new System.Security.Claims.Claim(ClaimTypes.Role, role ?? "")], "test"));
}
