using Components.Fragments;

namespace Components.Admission;

/// <summary>Says of an endpoint which fragment it answers for, and how.</summary>
internal sealed record FragmentRoute(string Id, AnswerKind Kind);
