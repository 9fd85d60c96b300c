using Components.Fragments;

namespace Components.Tests.Fixture;

/// <summary>Has a model and no markup yet.</summary>
[Fragment("test/model-only")]
public sealed class ModelOnlyFragment : Fragment
{
    protected override object? Model => new { Title = "Things", Tags = new[] { "a", "b" }, Rows = new[] { new { Name = "first", Count = 1 }, new { Name = "<second>", Count = 2 } } };
}
