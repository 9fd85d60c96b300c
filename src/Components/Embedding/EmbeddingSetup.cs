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
        services.AddSingleton<EmbeddingSites>();
        services.AddSingleton<VisitorTokens>();
        services.AddSingleton<EmbeddedVisitors>();
        services.AddSingleton<VisitorEndpoint>();
        services.AddScoped<EmbeddedSignIn>();
    }

    public static void MapEmbedding(this IEndpointRouteBuilder routes)
    {
        var visitors = routes.ServiceProvider.GetRequiredService<VisitorEndpoint>();
        routes.MapPost(VisitorEndpoint.Route, (HttpContext http) => visitors.AnswerAsync(http));
    }
}
