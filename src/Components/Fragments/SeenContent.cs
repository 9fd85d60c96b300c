#pragma warning disable BL0006 // The types of the render tree may change with the framework; tests compare what is written with and without components.
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;

namespace Components.Fragments;

/// <summary>
/// Whether what a class of fragments shows was plain whenever it was seen: markup without a component in it. Such content needs neither the cascade by which components know where they stand nor a
/// guard for their errors, which are components themselves and cost more than most of what stands in them. It is only ever a guess: each rendering is looked at again.
/// </summary>
internal sealed class SeenContent
{
    private volatile bool _isSeen;
    private volatile bool _heldMore;

    /// <summary>Whether it is worth trying.</summary>
    public bool IsPlain => _isSeen && !_heldMore;

    /// <summary>Looks at what was rendered.</summary>
    /// <returns>Whether that was plain.</returns>
    public bool See(RenderTreeBuilder builder)
    {
        var frames = builder.GetFrames();
        foreach (ref readonly var frame in frames.Array.AsSpan(0, frames.Count))
            if (frame.FrameType is not (RenderTreeFrameType.Element or RenderTreeFrameType.Attribute or RenderTreeFrameType.Text or RenderTreeFrameType.Markup or RenderTreeFrameType.Region))
            {
                _heldMore = true;
                return false;
            }
        _isSeen = true;
        return true;
    }
}
