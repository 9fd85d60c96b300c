using Components.Signing;

namespace Components.Fragments;

/// <summary>
/// Makes a class that derives from <see cref="Fragment"/> a fragment with an address of its own: <c>/c/{id}</c>.
/// </summary>
/// <param name="id">The registry name, <c>pack/name</c>: lower-case letters, digits and hyphens. Never a CLR name, so classes may be renamed.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FragmentAttribute(string id) : Attribute
{
    /// <summary>The registry name.</summary>
    public string Id { get; } = id;

    /// <summary>
    /// What it is called where only its name can be shown: in a placeholder's link and as the title of its document. A key of the pack's texts. Default: the id.
    /// </summary>
    public string? Title { get; set; }

    /// <summary>For whom its URLs are good where the tag does not say. Default <see cref="UrlScope.Public"/>.</summary>
    public UrlScope Scope { get; set; }
}
