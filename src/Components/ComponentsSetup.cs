using System.Text.Encodings.Web;
using Components.Admission;
using Components.Assets;
using Components.Caching;
using Components.Data;
using Components.Embedding;
using Components.Files;
using Components.Fragments;
using Components.Fragments.Overlay;
using Components.Fragments.Rendering;
using Components.Languages;
using Components.Layouts;
using Components.Mail;
using Components.Outbox;
using Components.Packs;
using Components.Posts;
using Components.Push;
using Components.Responses;
using Components.Signing;
using Components.Sources;
using Components.Spam;
using Components.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Components;

/// <summary>The two lines that an application adds: <c>AddComponents</c> and <c>MapComponents</c>.</summary>
public static class ComponentsSetup
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds the engine, and in <paramref name="configure"/> the packs and the database.</summary>
    public static IServiceCollection AddComponents(this IServiceCollection services, Action<ComponentsBuilder> configure)
    {
        services.AddOptionsWithValidateOnStart<SiteOptions>().BindConfiguration("Site").ValidateDataAnnotations();
        services.AddOptionsWithValidateOnStart<ComponentsOptions>().BindConfiguration("Components").ValidateDataAnnotations();
        services.AddOptionsWithValidateOnStart<PushOptions>().BindConfiguration("Components:Push").ValidateDataAnnotations();
        services.AddOptionsWithValidateOnStart<SourceOptions>().BindConfiguration("Components:Sources").ValidateDataAnnotations();
        services.AddSingleton<IValidateOptions<ComponentsOptions>, LanguageCheck>();
        AddFramework(services);
        AddEngine(services);
        services.AddMail();
        services.AddPackDatabase<PostsDb>("component");
        services.AddSpam();
        services.AddFiles();
        AddCache(services);
        services.AddAdmission();
        services.AddEmbedding();
        services.AddWebhooks();

        var packs = new PackList();
        services.AddSingleton(packs);
        configure(new ComponentsBuilder(services, packs));
        new ComponentsBuilder(services, packs).AddPack<EmbeddingPack>().AddPack<MailPack>().AddPack<WebhooksPack>();
        services.AddSingleton<DatabaseStartup>();
        services.AddHostedService(host => host.GetRequiredService<DatabaseStartup>());
        services.AddHostedService<OutboxWorker>();
        services.AddHostedService<PostSweep>();
        services.AddHostedService(host => host.GetRequiredService<FileSweep>());
        services.AddHostedService(host => host.GetRequiredService<MailSweep>());
        services.AddHostedService(host => host.GetRequiredService<CallSweep>());
        services.AddHostedService(host => host.GetRequiredService<AkismetReports>());
        return services;
    }

    /// <summary>
    /// Maps every fragment of the packs in use below <c>/c/</c>: <c>GET</c> and <c>POST</c> for the fragment, its document (<c>.html</c>) and its handlers. Everything
    /// else below <c>/c/</c> is 404.
    /// </summary>
    /// <exception cref="InvalidOperationException">A fragment cannot work as it is written; the message says which, and what to change.</exception>
    public static IEndpointRouteBuilder MapComponents(this IEndpointRouteBuilder routes)
    {
        var free = new LaneAttribute(Lane.Free);
        foreach (var fragment in routes.ServiceProvider.GetRequiredService<FragmentRegistry>().All)
            Map(routes, fragment);
        foreach (var pack in routes.ServiceProvider.GetRequiredService<PackList>())
            pack.MapRoutes(routes);
        routes.MapMethods(AssetStore.Route, Read, async (HttpContext http, string version, string? file, AssetStore assets, EmbeddingCors cors) =>
        {
            await cors.AllowAsync(http);
            await assets.ServeAsync(http, version, file);
        }).WithMetadata(free);
        routes.MapMethods(LayoutAssets.Route, Read, (HttpContext http, string pack, string? file, LayoutStore layouts) => LayoutAssets.ServeAsync(http, pack, file, layouts)).WithMetadata(free);
        routes.MapSpam();
        // Each load in it needs a permit of its own.
        routes.MapPost(BatchEndpoint.Route, (HttpContext http, BatchEndpoint batch) => batch.InvokeAsync(http)).WithMetadata(free);
        // They hear of changes before the first page listens: what is kept is forgotten before anybody is told to load it anew.
        routes.ServiceProvider.GetRequiredService<AnswerCache>();
        routes.ServiceProvider.GetRequiredService<PushHub>();
        routes.MapMethods(PushEndpoint.Route, [HttpMethods.Get], (HttpContext http, PushEndpoint push) => push.InvokeAsync(http)).WithMetadata(free);
        routes.MapEmbedding();
        // Else a catch-all page of the application would answer.
        routes.Map("/c/{**rest}", NothingAsync);
        return routes;
    }

    private static Task NothingAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        var path = http.Request.Path.Value!;
        var ending = Path.GetExtension(path);
        if (ending.Length < 2 || http.RequestServices.GetRequiredService<FragmentRegistry>().Find(path[FragmentDescriptor.Prefix.Length..^ending.Length]) is null)
            return Task.CompletedTask;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync("404: a fragment has no such form. It ends in nothing (the fragment), .html (its page) or .json (its model).", http.RequestAborted);
    }

    private static void Map(IEndpointRouteBuilder routes, FragmentDescriptor fragment)
    {
        foreach (var handler in fragment.Handlers.Values)
            handler.CheckArguments();
        foreach (var route in FragmentRoute.AllOf(fragment))
        {
            var kind = route.Kind;
            routes.MapMethods(route.Path, Read, new FragmentEndpoint(fragment, null, kind).InvokeAsync).WithDisplayName($"{fragment.Id}{kind.Ending()}").WithMetadata(route);
            if (kind == AnswerKind.Model)
                continue;
            foreach (var handler in fragment.Handlers.Values)
                routes.MapPost(route.PathOf(handler), new FragmentEndpoint(fragment, handler, kind).InvokeAsync)
                    .WithDisplayName($"{fragment.Id} {handler.Name}{kind.Ending()}").WithMetadata(route);
        }
    }

    private static void AddFramework(IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.AddAuthorization();
        services.AddLocalization();
        services.AddDataProtection();
        services.TryAddSingleton(TimeProvider.System);
        services.Replace(ServiceDescriptor.Singleton<HtmlEncoder, HtmlTextEncoder>());
        services.Replace(ServiceDescriptor.Scoped<IComponentActivator, FragmentActivator>());
    }

    private static void AddCache(IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<CacheOptions>().BindConfiguration("Components:Cache").ValidateDataAnnotations();
        services.AddSingleton<AnswerCache>();
        services.AddSingleton<AnswerLanguages>();
        services.AddSingleton<CacheGate>();
        services.AddSingleton<PartStore>();
    }

    private static void AddEngine(IServiceCollection services)
    {
        services.AddSingleton<SiteFolders>();
        services.AddSingleton<SiteAddress>();
        services.AddSingleton(provider => new KeyRing(Path.Combine(provider.GetRequiredService<SiteFolders>().DataDirectory, "signing-keys.json"), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<UrlSigner>();
        services.AddSingleton<EntityTags>();
        services.AddSingleton<FragmentRegistry>();
        services.AddSingleton<FragmentUrls>();
        services.AddSingleton<FragmentRequest>();
        services.AddScoped<FragmentRenderer>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<SameOrigin>();
        services.AddSingleton<PostLimiter>();
        services.AddSingleton<FlashCookie>();
        services.AddSingleton<AssetStore>();
        services.AddSingleton<LayoutStore>();
        services.AddSingleton<LayoutSlots>();
        services.TryAddScoped<IMembers, NoMembers>();
        services.TryAddSingleton<IChanges, LocalChanges>();
        services.AddSingleton<BatchedRequests>();
        services.AddSingleton<BatchEndpoint>();
        services.AddSingleton<Costs>();
        services.AddSingleton<FlashRegion>();
        services.AddScoped<FragmentCost>();
        services.AddScoped<PlainReads>();
        services.AddScoped<PlainWrites>();
        services.AddSingleton<PushTickets>();
        services.AddSingleton<PushHub>();
        services.AddSingleton<PushEndpoint>();
        services.AddSingleton<SourceClient>();
        services.AddSingleton<SourceCache>();
    }
}
