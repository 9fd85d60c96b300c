namespace Components.Embedding;

/// <summary>
/// On a fragment's class: it may stand on pages of other sites that are registered here, and be asked from there. On one of its parameters: a tag on such a page may set it. Whoever wrote
/// that page is a stranger: what it sets is a visitor's input. All other parameters travel there only in the links that the fragment itself writes.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class EmbeddableAttribute : Attribute
{
    /// <summary>
    /// On a parameter: it names a page. Relative addresses are resolved by the page that the tag stands on, the fragment is given the whole one (<c>/blog/1</c> on <c>https://blog.example</c> is
    /// <c>https://blog.example/blog/1</c>), and the address of another site is refused: so no site can write into another's.
    /// </summary>
    public bool IsAddress { get; set; }

    /// <summary>On a class: it is so small that it comes with the signature, without a request of its own, unless the tag says another <c>load</c>. For numbers in lists.</summary>
    public bool IsInline { get; set; }
}
