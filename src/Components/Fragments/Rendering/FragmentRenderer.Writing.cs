#pragma warning disable BL0006 // See the other half.
using System.Text.Encodings.Web;
using Components.Caching;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Fragments.Rendering;

// The rules are those of the framework's static rendering, also where HTML would allow shorter ways.
internal partial class FragmentRenderer
{
    private static readonly HashSet<string> VoidElements = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    };

    private readonly NavigationManager? _navigation = services.GetService<NavigationManager>();
    private readonly TextEncoder _script = services.GetService<JavaScriptEncoder>() ?? JavaScriptEncoder.Default;
    private TextEncoder _encoder = services.GetService<HtmlEncoder>() ?? HtmlEncoder.Default;
    private Utf8Html _html = null!;

    // Of the select element around, where one is.
    private string? _selected;

    // The one that began last in the component that is being written.
    private string? _element;

    /// <summary>Writes a component as it is now. Called by the dispatcher only.</summary>
    public virtual void Write(int component, Utf8Html html)
    {
        Dispatcher.AssertAccess();
        _html = html;
        WriteComponent(component);
    }

    private void WriteComponent(int component)
    {
        var element = _element;
        _element = null;
        var frames = GetCurrentRenderTreeFrames(component);
        WriteFrames(component, frames.Array.AsSpan(0, frames.Count));
        _element = element;
    }

    private void WriteChild(in RenderTreeFrame frame)
    {
        var start = _html.Length;
        WriteComponent(frame.ComponentId);
        if (frame.Component is IKeptComponent part)
            part.Keep(_html.Written.Span[start..]);
    }

    private void WriteFrames(int component, ReadOnlySpan<RenderTreeFrame> frames)
    {
        for (var at = 0; at < frames.Length;)
            at += WriteFrame(component, frames[at..]);
    }

    /// <returns>How many frames belong to the first.</returns>
    private int WriteFrame(int component, ReadOnlySpan<RenderTreeFrame> frames)
    {
        ref readonly var frame = ref frames[0];
        switch (frame.FrameType)
        {
            case RenderTreeFrameType.Element:
                WriteElement(component, frames[..frame.ElementSubtreeLength]);
                return frame.ElementSubtreeLength;
            case RenderTreeFrameType.Region:
                WriteFrames(component, frames[1..frame.RegionSubtreeLength]);
                return frame.RegionSubtreeLength;
            case RenderTreeFrameType.Component:
                WriteChild(frame);
                return frame.ComponentSubtreeLength;
            case RenderTreeFrameType.Text:
                _html.Write(frame.TextContent, _encoder);
                return 1;
            case RenderTreeFrameType.Markup:
                _html.Write(frame.MarkupContent);
                return 1;
            case RenderTreeFrameType.NamedEvent:
                WriteFormName(component, frame);
                return 1;
            case RenderTreeFrameType.ElementReferenceCapture or RenderTreeFrameType.ComponentReferenceCapture:
                return 1;
            default:
                throw new InvalidOperationException($"A frame of the kind {frame.FrameType} stands where none belongs.");
        }
    }

    private void WriteElement(int component, ReadOnlySpan<RenderTreeFrame> frames)
    {
        var name = _element = frames[0].ElementName;
        var isTextArea = Is(name, "textarea");
        _html.Write("<"u8);
        _html.Write(name);
        var content = frames[WriteAttributes(frames, withValue: !isTextArea, out var value, out var hasAction)..];
        if (!hasAction && Is(name, "form"))
            WriteAction();
        if (_selected is not null && Is(name, "option") && value == _selected)
            _html.Write(" selected"u8);
        if (content.IsEmpty && !isTextArea && VoidElements.Contains(name))
        {
            _html.Write(" />"u8);
            return;
        }
        _html.Write(">"u8);
        if (isTextArea && !string.IsNullOrEmpty(value))
            _html.Write(value, _encoder);
        else if (!content.IsEmpty)
            WriteContent(component, name, value, content);
        _html.Write("</"u8);
        _html.Write(name);
        _html.Write(">"u8);
    }

    private void WriteContent(int component, string name, string? value, ReadOnlySpan<RenderTreeFrame> content)
    {
        var (isSelect, encoder) = (Is(name, "select"), _encoder);
        if (isSelect)
            _selected = value;
        if (Is(name, "script"))
            _encoder = _script;
        WriteFrames(component, content);
        _encoder = encoder;
        if (isSelect)
            _selected = null;
    }

    /// <returns>Where the content begins.</returns>
    private int WriteAttributes(ReadOnlySpan<RenderTreeFrame> frames, bool withValue, out string? value, out bool hasAction)
    {
        (value, hasAction) = (null, false);
        var at = 1;
        for (; at < frames.Length && frames[at].FrameType is RenderTreeFrameType.Attribute or RenderTreeFrameType.ElementReferenceCapture; at++)
        {
            ref readonly var frame = ref frames[at];
            if (frame.FrameType != RenderTreeFrameType.Attribute)
                continue;
            var isValue = Is(frame.AttributeName, "value");
            if (isValue)
                value = frame.AttributeValue as string;
            hasAction |= frame.AttributeValue is string { Length: > 0 } && Is(frame.AttributeName, "action");
            // The value of a text area is its content.
            if (withValue || !isValue)
                WriteAttribute(frame.AttributeName, frame.AttributeValue);
        }
        return at;
    }

    private void WriteAttribute(string name, object? value)
    {
        // Neither what is false nor what would be an event's handler.
        if (value is not (true or string))
            return;
        _html.Write(" "u8);
        _html.Write(name);
        if (value is not string text)
            return;
        _html.Write("=\""u8);
        _html.Write(text, _encoder);
        _html.Write("\""u8);
    }

    // A form that says nothing else is posted to the page that is shown, whatever the page says of its own address.
    private void WriteAction()
    {
        if (_navigation is not null)
            WriteAttribute("action", new Uri(_navigation.Uri, UriKind.Absolute).PathAndQuery);
    }

    // By it the framework knows which of a page's forms was posted.
    private void WriteFormName(int component, in RenderTreeFrame frame)
    {
        if (frame.NamedEventType != "onsubmit" || _element is null || !Is(_element, "form") || !TryCreateScopeQualifiedEventName(component, frame.NamedEventAssignedName, out var name))
            return;
        _html.Write("<input type=\"hidden\" name=\"_handler\" value=\""u8);
        _html.Write(name, _encoder);
        _html.Write("\" />"u8);
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
