using Components.Admission;
using Components.Assets;
using Components.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Embedding;

/// <summary>The part of the two lines that is about other people's sites.</summary>
internal static class EmbeddingSetup
{
    public static void AddEmbedding(this IServiceCollection services)
    {
        services.AddPackDatabase<EmbeddingDb>("component_embedding");
        services.AddOptionsWithValidateOnStart<EmbeddingOptions>().BindConfiguration("Embedding").ValidateDataAnnotations();
        services.AddSingleton<EmbeddingSites>();
        services.AddSingleton<VisitorTokens>();
        services.AddSingleton<EmbeddedVisitors>();
        services.AddSingleton<VisitorEndpoint>();
        services.AddScoped<EmbeddedSignIn>();
        services.AddSingleton<EmbeddingCors>();
        services.AddSingleton<EmbeddingGate>();
        services.AddSingleton<SignedTags>();
        services.AddSingleton<SignEndpoint>();
    }

    public static void MapEmbedding(this IEndpointRouteBuilder routes)
    {
        var visitors = routes.ServiceProvider.GetRequiredService<VisitorEndpoint>();
        routes.MapPost(VisitorEndpoint.Route, (HttpContext http) => visitors.AnswerAsync(http));
        routes.MapPost(SignEndpoint.Route, (HttpContext http, SignEndpoint endpoint) => endpoint.AnswerAsync(http)).WithMetadata(new LaneAttribute(Lane.Reading));
        routes.MapMethods("/c/{**rest}", [HttpMethods.Options], (HttpContext http, EmbeddingCors cors) => cors.AnswerPreflightAsync(http));
        routes.MapMethods("/embed.js", [HttpMethods.Get, HttpMethods.Head], async (HttpContext http, EmbeddingCors cors, AssetStore assets) =>
        {
            await cors.AllowAsync(http);
            await assets.ServeAsync(http, "", "embed.js");
        }).WithMetadata(new LaneAttribute(Lane.Free));
    }
}
