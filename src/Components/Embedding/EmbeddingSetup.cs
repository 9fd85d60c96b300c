using Components.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Embedding;

/// <summary>The part of the two lines that is about other people's sites.</summary>
internal static class EmbeddingSetup
{
    public static void AddEmbedding(this IServiceCollection services)
    {
        services.AddPackDatabase<EmbeddingDb>("component_embedding");
        services.AddSingleton<EmbeddingSites>();
    }
}
