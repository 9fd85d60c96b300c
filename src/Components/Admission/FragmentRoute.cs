using Components.Fragments;

namespace Components.Admission;

/// <summary>Says of an endpoint which fragment it answers for, and how.</summary>
internal sealed record FragmentRoute(string Id, AnswerKind Kind)
{
    /// <summary>The path at which it is asked.</summary>
    public string Path => PathOf(null);

    /// <summary>The path to which a handler's form is posted; null: <see cref="Path"/>.</summary>
    public string PathOf(FragmentHandler? handler) => FragmentDescriptor.Prefix + Id + (handler is null || handler.Name == FragmentHandler.Default ? "" : $"/{handler.Name}") + Kind.Ending();

    /// <summary>Every way in which a fragment can be asked.</summary>
    public static IEnumerable<FragmentRoute> AllOf(FragmentDescriptor fragment) => Enum.GetValues<AnswerKind>().Select(kind => new FragmentRoute(fragment.Id, kind));
}
