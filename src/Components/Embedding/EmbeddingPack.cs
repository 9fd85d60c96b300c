using Components.Embedding.Sites;
using Components.Packs;

namespace Components.Embedding;

/// <summary>The core's own pack, in every application: the page on which administrators say which other sites may show fragments of this one.</summary>
public sealed class EmbeddingPack : Pack
{
    /// <summary>The permission to register other sites, and to see their keys.</summary>
    public const string Manage = "embedding.manage";

    /// <inheritdoc/>
    public override string Id => "embedding";

    /// <inheritdoc/>
    public override string Title => "Other sites";

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions => [new(Manage, "Register other sites", Roles.Administrator)];

    /// <inheritdoc/>
    public override IEnumerable<AdminPage> AdminPages => [new("Other sites", typeof(OtherSites))];
}
