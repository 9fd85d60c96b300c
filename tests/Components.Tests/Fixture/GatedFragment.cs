using Components.Fragments;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Tests.Fixture;

/// <summary>Waits until a test lets it go.</summary>
[Fragment("test/gated")]
public sealed class GatedFragment : Fragment
{
    public static TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override Task OnGetAsync() => Gate.Task.WaitAsync(TimeSpan.FromSeconds(60));

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, "slow");
}
