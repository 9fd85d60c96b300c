#pragma warning disable BL0006 // The types of the render tree may change with the framework; tests compare what is written with and without components.
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;

namespace Components.Fragments;

/// <summary>
/// Whether what a class of fragments shows was plain lately: markup without a component in it. Such content needs neither the cascade by which components know where they stand nor a guard for their errors, which
/// are components themselves and cost more than most of what stands in them. It is only ever a guess: each rendering is looked at again, and where it was wrong, more of them must be plain before the next one.
/// </summary>
internal sealed class SeenContent
{
    private const int Most = 1024;

    private volatile int _plain;
    private volatile int _wanted = 1;

    /// <summary>Whether it is worth trying.</summary>
    public bool IsPlain => _plain >= _wanted;

    /// <summary>Looks at what was rendered.</summary>
    /// <returns>Whether that was plain.</returns>
    public bool See(RenderTreeBuilder builder)
    {
        var isPlain = Look(builder);
        // Of two who look at once one may not be counted, which does no harm.
        if (!isPlain)
            (_plain, _wanted) = (0, Math.Min(Most, _wanted * 2));
        else if (_plain < Most)
            _plain++;
        return isPlain;
    }

    private static bool Look(RenderTreeBuilder builder)
    {
        var frames = builder.GetFrames();
        foreach (ref readonly var frame in frames.Array.AsSpan(0, frames.Count))
            if (frame.FrameType is not (RenderTreeFrameType.Element or RenderTreeFrameType.Attribute or RenderTreeFrameType.Text or RenderTreeFrameType.Markup or RenderTreeFrameType.Region))
                return false;
        return true;
    }
}
