using Components.Fragments;

namespace Components.Tests.Fixture;

/// <summary>Shows which instance of a scoped service it was given.</summary>
[Fragment("test/scoped")]
public sealed partial class ScopedFragment(ScopedThing thing) : Fragment;
