using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Fragments;

/// <summary>Around the content of a fragment that stands inline in a page: what fails while it is rendered, there or in a component inside it, becomes the fragment's error box.</summary>
internal sealed class FragmentBoundary : ErrorBoundaryBase
{
    [Parameter] public Fragment Owner { get; set; } = null!;

    protected override Task OnErrorAsync(Exception exception)
    {
        // Thrown on at once: nesting without end would else end in as many boxes.
        if (exception is EndlessNestingException)
            ExceptionDispatchInfo.Throw(exception);
        Owner.MarkBroken();
        if (!Owner.Http.RequestAborted.IsCancellationRequested)
            FragmentLog.InlineFailed(Owner.Services, Owner.Url.Fragment.Id, exception);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
            builder.AddContent(0, ChildContent);
        else
            FragmentElement.BuildFailure(builder, Owner);
    }
}
