namespace Components.Signing;

/// <summary>Everything that one signature vouches for. Nothing in it is taken from a request's host.</summary>
/// <param name="FragmentId">The fragment's id, such as <c>comments/thread</c>.</param>
/// <param name="Purpose">What the URL is for: <see cref="LoadPurpose"/>, or a handler's name.</param>
/// <param name="Scope">For whom it is good.</param>
/// <param name="Subject">Who that is: empty in the public scope, else the session's or the user's id.</param>
/// <param name="Expiry">Unix time in seconds after which it is stale; null: never (public scope only).</param>
/// <param name="Parameters">The raw query text before <c>_page</c>, escaped as it stands in the URL.</param>
/// <param name="HostPage">The raw value of <c>_page</c>.</param>
/// <param name="Origin">The embedding site's origin; empty on the site's own pages.</param>
public readonly ref struct Claim(
    ReadOnlySpan<char> FragmentId, ReadOnlySpan<char> Purpose, UrlScope Scope, ReadOnlySpan<char> Subject, long? Expiry,
    ReadOnlySpan<char> Parameters, ReadOnlySpan<char> HostPage, ReadOnlySpan<char> Origin)
{
    /// <summary>The purpose of a URL that shows a fragment. No handler can have this name.</summary>
    public const string LoadPurpose = "load";

    internal ReadOnlySpan<char> FragmentId { get; } = FragmentId;
    internal ReadOnlySpan<char> Purpose { get; } = Purpose;
    internal UrlScope Scope { get; } = Scope;
    internal ReadOnlySpan<char> Subject { get; } = Subject;
    internal long? Expiry { get; } = Expiry;
    internal ReadOnlySpan<char> Parameters { get; } = Parameters;
    internal ReadOnlySpan<char> HostPage { get; } = HostPage;
    internal ReadOnlySpan<char> Origin { get; } = Origin;
}
