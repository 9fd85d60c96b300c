namespace Components.Caching;

/// <summary>
/// On a fragment, or on a page of the application: what is answered to visitors of whom nothing is known depends on nothing but the address, the language, what the fragment's
/// <see cref="Fragments.Fragment.Tags"/> name, and (a little) the time, so that one answer serves them all for a while; see <see cref="CacheOptions"/>. It is made anew as soon as one of
/// the tags is published. A page is kept only where every fragment that it shows inline bears this too.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CachedAttribute : Attribute;
