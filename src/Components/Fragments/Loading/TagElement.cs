namespace Components.Fragments;

/// <summary>
/// The tag of which a fragment is a part, however deep, where that one's element has an id other than by itself: another <c>Id</c>, or a number since the same tag stood on the page before. So links and
/// forms find back to its element, and the parts of two that are the same do not answer into each other's.
/// </summary>
/// <param name="Own">The id that the tag's element would have by itself.</param>
/// <param name="ElementId">The id that it has.</param>
/// <param name="IsTwin">Whether the same tag stood on the page before. The first keeps the ids that links from elsewhere lead to.</param>
internal sealed record TagElement(string Own, string ElementId, bool IsTwin)
{
    private const string Twin = "twin";

    /// <summary>The id of a part's element; <paramref name="own"/> is the one that it has by itself.</summary>
    public string ElementOf(string own, FragmentDescriptor fragment, FragmentParameters parameters)
    {
        if (own == Own)
            return ElementId;
        return IsTwin ? FragmentUrl.HashOf(fragment.Id, $"{parameters.Query} in {ElementId}") : own;
    }

    /// <summary>As it travels in a URL; ids have no dots.</summary>
    public override string ToString() => IsTwin ? $"{Own}.{ElementId}.{Twin}" : $"{Own}.{ElementId}";

    /// <summary>What was written by <see cref="ToString"/>, and signed.</summary>
    public static TagElement Read(string text)
    {
        var parts = text.Split('.');
        return new TagElement(parts[0], parts[1], parts[^1] == Twin && parts.Length > 2);
    }
}
