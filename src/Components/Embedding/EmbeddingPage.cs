using Microsoft.AspNetCore.Http;

namespace Components.Embedding;

/// <summary>The page of another site whose tags are being answered, as a feature of the request: it stands in the place of the request's own address.</summary>
/// <param name="Site">Whose page it is.</param>
/// <param name="Path">Its path, without a query.</param>
/// <param name="Query">Its query, which only a tag that is shown inline may ask.</param>
internal sealed record EmbeddingPage(EmbeddingSite Site, string Path, IQueryCollection Query)
{
    /// <summary>The host page of all that stands in it.</summary>
    public string Address => Site.Origin + Path;
}
