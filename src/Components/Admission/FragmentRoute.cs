using Components.Fragments;

namespace Components.Admission;

/// <summary>Says of an endpoint which fragment it answers for, and how.</summary>
internal sealed record FragmentRoute(string Id, AnswerKind Kind)
{
    /// <summary>The path at which it is asked.</summary>
    public string Path => FragmentDescriptor.Prefix + Id + Kind.Ending();

    /// <summary>Every way in which a fragment can be asked.</summary>
    public static IEnumerable<FragmentRoute> AllOf(FragmentDescriptor fragment) => Enum.GetValues<AnswerKind>().Select(kind => new FragmentRoute(fragment.Id, kind));
}
