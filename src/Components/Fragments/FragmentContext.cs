namespace Components.Fragments;

/// <summary>
/// Tells a fragment, by cascade, where it stands: served at its own URL, or embedded in a page or in another fragment. Authors never ask it.
/// </summary>
public sealed class FragmentContext
{
    private FragmentContext(FragmentCall? call, Fragment? owner, int depth) => (Call, Owner, Depth) = (call, owner, depth);

    /// <summary>The request that this very fragment answers; null where it is embedded.</summary>
    internal FragmentCall? Call { get; }

    /// <summary>The fragment around the content that sees this context; null outside of any.</summary>
    internal Fragment? Owner { get; }

    /// <summary>How many fragments are around.</summary>
    internal int Depth { get; }

    internal static FragmentContext Serving(FragmentCall call) => new(call, null, call.Url.Terms.Depth);

    /// <summary>For what stands inside a fragment: a new, embedded context, so that a child never runs its parent's handler.</summary>
    internal static FragmentContext Inside(Fragment owner, int depth) => new(null, owner, depth);
}
