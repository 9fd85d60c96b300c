using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Comments;

/// <summary>
/// Markup that is a part of its caller's, written there as <c>@(new CommentBody { … })</c>: a component has a life, a tree and buffers of its own, which is more than all the rest where a page
/// shows every comment by ten of them.
/// </summary>
public abstract class CommentPart
{
    /// <summary>The markup; written by the Razor compiler.</summary>
    protected virtual void BuildRenderTree(RenderTreeBuilder builder)
    {
    }

    /// <summary>What the caller's markup takes in.</summary>
    public static implicit operator RenderFragment(CommentPart part) => part.BuildRenderTree;
}
