using System.Net;
using System.Net.Sockets;
using System.Reflection;
using App.Content;
using Components;
using Components.Data;
using Components.Layouts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Infrastructure;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace App;

/// <summary>What the site needs of its host: address, proxies, error pages, what is printed at the start.</summary>
internal static class SiteHost
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Where <c>content/</c> and <c>layout.html</c> are: the folder that one is in, else the project in the source tree, else beside the program.</summary>
    /// <returns>Null where the arguments name it (<c>--contentRoot</c>): then they count.</returns>
    public static string? ContentRoot(string[] args)
    {
        if (args.Any(arg => arg.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)))
            return null;
        var source = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));
        return new[] { Directory.GetCurrentDirectory(), source, AppContext.BaseDirectory }.FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "content")) && File.Exists(Path.Combine(folder, "layout.html")))
            ?? AppContext.BaseDirectory;
    }

    /// <summary>
    /// The arguments, and that changes of <c>appsettings.json</c> are not watched for, unless they say otherwise: settings are read when the site starts, and to watch the file is to watch everything below
    /// the content's folder, each write to the database included.
    /// </summary>
    public static string[] WithoutWatching(string[] args) => ["--hostBuilder:reloadConfigOnChange=false", .. args];

    public static void UseSiteDefaults(this ConfigureWebHostBuilder host)
    {
        if (string.IsNullOrEmpty(host.GetSetting(WebHostDefaults.ServerUrlsKey)))
            host.UseUrls(DefaultUrl);
        host.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        // A crowd that comes within a moment is to be answered, if only with a refusal; who finds no place here gets no connection.
        // What arrives goes straight to the pool's threads: a queue of the server's own between them is one more handing over.
        host.UseSockets(sockets => (sockets.Backlog, sockets.IOQueueCount) = (4_096, 0));
    }

    /// <summary>
    /// The framework finds out for each request, by reflection, which services would carry their state into the browser, for components that go on living there. Here none does, so there is nothing to find.
    /// </summary>
    public static void KeepNoComponentState(this IServiceCollection services) =>
        services.Replace(ServiceDescriptor.Scoped(provider => new ComponentStatePersistenceManager(provider.GetRequiredService<ILogger<ComponentStatePersistenceManager>>())));

    /// <summary>Believes <c>X-Forwarded-For</c> and <c>-Proto</c> of the proxies that the owner names, and of nobody else; never <c>X-Forwarded-Host</c>.</summary>
    public static void AddTrustedProxies(this IServiceCollection services) =>
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SiteOptions>>((forwarded, site) =>
        {
            forwarded.ForwardedHeaders = site.Value.TrustedProxies.Count > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in site.Value.TrustedProxies)
                if (IPAddress.TryParse(proxy, out var address))
                    forwarded.KnownProxies.Add(address);
                else
                    forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        });

    /// <summary>Names everything that is wrong with the settings, at once and in words.</summary>
    /// <returns>Whether the site can start.</returns>
    public static bool HasGoodSettings(this WebApplication app)
    {
        var problems = Problems(app.Services.GetRequiredService<IStartupValidator>());
        if (problems.Count == 0)
            return true;
        Console.Error.WriteLine("The site cannot start with these settings:");
        foreach (var problem in problems)
            Console.Error.WriteLine($"- {problem.Replace("DataAnnotation validation failed for ", "", StringComparison.Ordinal)}");
        return false;
    }

    private static IReadOnlyList<string> Problems(IStartupValidator settings)
    {
        try
        {
            settings.Validate();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
        catch (AggregateException e)
        {
            return [.. e.InnerExceptions.OfType<OptionsValidationException>().SelectMany(one => one.Failures)];
        }
        catch (InvalidOperationException e) when (e.InnerException is not null)
        {
            // A value of a wrong type ends the reading there: the binder names it, and no other.
            return [e.Message];
        }
    }

    /// <summary>Serves until it is stopped.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> ServeAsync(this WebApplication app)
    {
        if (IsProgram && UrlsOf(app.Configuration).FirstOrDefault(IsTaken) is { } taken)
            return SayTaken($"Failed to bind to address {taken}: address already in use.");
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return SayTaken(e.Message);
        }
    }

    // Who hosts the site within another program, as tests do, may listen elsewhere than the settings say, or nowhere.
    internal static bool IsProgram => Assembly.GetEntryAssembly() == typeof(SiteHost).Assembly;

    // Where the settings have endpoints of the server's own, it listens there alone.
    private static string[] UrlsOf(IConfiguration settings) =>
        settings.GetSection("Kestrel:Endpoints").GetChildren().Any() ? [] : settings[WebHostDefaults.ServerUrlsKey]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];

    // Asked beforehand: where the server finds out, the host and every worker that it stops log it with a trace of their own.
    private static bool IsTaken(string url)
    {
        var address = BindingAddress.Parse(url);
        if (address.Port == 0 || address.IsUnixPipe || address.IsNamedPipe)
            return false;
        var ip = IPAddress.TryParse(address.Host.Trim('[', ']'), out var written) ? written : address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any;
        try
        {
            using var probe = new TcpListener(ip, address.Port);
            probe.Start();
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }

    private static int SayTaken(string problem)
    {
        Console.Error.WriteLine($"{problem} Is the site running already? Another address: --urls http://127.0.0.1:5081");
        return 1;
    }

    /// <summary>Answers HEAD as GET without the body (RFC 9110, 9.3.2): pages map GET alone.</summary>
    public static void UseHeadRequests(this WebApplication app) => app.Use((http, next) =>
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Request.Method = HttpMethods.Get;
            http.Response.Body = Stream.Null;
        }
        return next(http);
    });

    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            StatusCodeSelector = e => e is BadHttpRequestException bad ? bad.StatusCode
                : app.Services.GetRequiredService<IDatabase>().IsUnavailable(e) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute("/error", "?status={0}", createScopeForStatusCodePages: true);
        // The page is asked with the method of the request that failed; as a POST it would want a form and a token, and be 400.
        app.Use((http, next) =>
        {
            if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null)
            {
                http.Request.Method = HttpMethods.Get;
                http.Features.Set<IAntiforgeryValidationFeature>(null);
            }
            return next(http);
        });
    }

    /// <summary>Refuses a page's form without its token, or with a stale one, on the site's own error page: the framework would answer with an empty one.</summary>
    public static void UseFormTokens(this WebApplication app)
    {
        app.UseAntiforgery();
        app.Use((http, next) =>
        {
            if (http.Features.Get<IAntiforgeryValidationFeature>() is null or { IsValid: true })
                return next(http);
            // The page of all content answers every address that has no other.
            http.Response.StatusCode = IsNowhere(http) ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }

    private static bool IsNowhere(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(Pages.ContentView) && http.RequestServices.GetRequiredService<ContentStore>().Find(http, http.Request.Path.Value ?? "/") is null;

    /// <summary>What the application itself shows in the layout's slots.</summary>
    public static void FillLayout(this WebApplication app) => app.Services.GetRequiredService<LayoutSlots>()
        .Fill(LayoutSlots.Head, Pages.SiteHead.Of)
        .Fill("account", Accounts.AccountMenu.Of)
        .Fill("languages", Pages.LanguageMenu.Of)
        .Fill("skip", Text("Skip to content"))
        .Fill("menu", Text("Menu"));

    private static Func<HttpContext, RenderFragment> Text(string key) => http => builder => builder.AddContent(0, Texts.In(http)[key]);

    public static void AnnounceStart(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var site = app.Services.GetRequiredService<SiteAddress>();
        Console.WriteLine($"The site runs at {site.Url}");
        Console.WriteLine($"Data directory:  {app.Services.GetRequiredService<SiteFolders>().DataDirectory}");
        Console.WriteLine($"Layout:          {app.Services.GetRequiredService<LayoutStore>().Name} ({app.Services.GetRequiredService<LayoutStore>().File})");
        if (app.Services.GetRequiredService<Accounts.SetupLink>().Current is { } link)
            Console.WriteLine($"There is no administrator yet. Make one, within the hour:\n  {link}");
    });
}
