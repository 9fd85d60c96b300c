namespace Components.Caching;

/// <summary>
/// On a fragment, or on a page of the application: what is answered to visitors of whom nothing is known depends on nothing but the address, the language, what the fragment's
/// <see cref="Fragments.Fragment.Tags"/> name, and (a little) the time, so that one answer serves them all for a while; see <see cref="CacheOptions"/>. It is made anew as soon as one of
/// the tags is published. A page is kept only where every fragment that it shows inline bears this too.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CachedAttribute : Attribute
{
    /// <summary>
    /// Whether that is so for everybody, also for people who are known. Where a text's tag shows such a fragment inline, it is then made once for all who see that page, until one of its tags
    /// is published. Without effect where other fragments stand in it. Default false.
    /// </summary>
    public bool ForEverybody { get; set; }
}
