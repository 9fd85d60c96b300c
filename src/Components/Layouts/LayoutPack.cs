using Components.Fragments;

namespace Components.Layouts;

/// <summary>A layout pack, compiled: what its <c>layout.html</c> says, cut into segments.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="Segments">The whole document.</param>
/// <param name="Files">The files that it was made from; when one of them changes, it is made anew.</param>
internal sealed record LayoutPack(string Name, IReadOnlyList<Segment> Segments, IReadOnlyList<string> Files)
{
    public bool Has(string slot) => Slots(Segments).Contains(slot);

    /// <param name="name">The pack's name.</param>
    /// <param name="source">Its <c>layout.html</c>.</param>
    /// <param name="file">That file's path, for messages.</param>
    /// <param name="assetOf">The address of a file in the pack's folder; null where there is none.</param>
    /// <exception cref="LayoutException">It is no whole document, or a slot in it is not closed.</exception>
    public static LayoutPack Compile(string name, string source, string file, Func<string, string?> assetOf)
    {
        var writer = new SegmentWriter(source, address => AddressOf(address, assetOf));
        var hasHead = false;
        var tags = HtmlTags.Read(source);
        var marks = TagScan.Of(source, tags).Marks;
        foreach (var tag in tags)
        {
            if (marks.TryGetValue(tag.Start, out var mark))
            {
                CheckSlots(writer, mark, source, file);
                writer.TakeMark(mark);
            }
            else if (tag.Name == "slot")
                TakeSlot(writer, tag, source, file);
            else if (tag is { Name: "head", IsEnd: true })
            {
                writer.TakeTo(tag.Start);
                writer.Add(new Segment.Head());
                hasHead = true;
            }
            else if (tag is { Name: "html", IsEnd: false })
                writer.TakeRoot(tag);
            else if (!tag.IsEnd)
                writer.TakeStartTag(tag, []);
        }
        if (writer.OpenSlot is { } open)
            throw NotClosed(open, source, file);
        writer.TakeTo(source.Length);
        if (!hasHead)
            throw new LayoutException($"{file}: there is no </head>. A layout is a whole HTML document.");
        if (!Slots(writer.Segments).Contains(""))
            throw new LayoutException($"{file}: there is no <slot></slot> for the page's body.");
        return new LayoutPack(name, writer.Segments, [file]);
    }

    // A slot that begins inside a fragment's tag ends there too.
    private static void CheckSlots(SegmentWriter writer, TagMark mark, string source, string file)
    {
        if (mark is TagMark.End && writer.OpenSlot is { } open)
            throw NotClosed(open, source, file);
    }

    private static LayoutException NotClosed(HtmlTag slot, string source, string file) =>
        new($"{file}, line {HtmlTags.LineOf(source, slot.Start)}: this <slot> is not closed. Write <slot></slot>, and never inside a table or a title.");

    private static void TakeSlot(SegmentWriter writer, HtmlTag tag, string source, string file)
    {
        if (!tag.IsEnd && tag.IsSelfClosing)
            throw new LayoutException($"{file}, line {HtmlTags.LineOf(source, tag.Start)}: <slot/> does not close itself. Write <slot></slot>.");
        if (!tag.IsEnd)
            writer.BeginSlot(tag);
        else if (writer.IsInSlot)
            writer.EndSlot(tag);
        else
            throw new LayoutException($"{file}, line {HtmlTags.LineOf(source, tag.Start)}: this </slot> has no <slot>.");
    }

    /// <summary>A file beside the layout gets its own address; one of the site's gets its path base; others stay as they are.</summary>
    private static string? AddressOf(string address, Func<string, string?> assetOf)
    {
        if (address.StartsWith('/'))
            return address.StartsWith("//", StringComparison.Ordinal) ? null : address;
        if (address.Length == 0 || address[0] is '#' or '?' || address.Contains(':', StringComparison.Ordinal))
            return null;
        return assetOf(address);
    }

    /// <summary>Also of those inside of fragments' tags.</summary>
    public IEnumerable<string> SlotNames => Slots(Segments).Concat(Segments.OfType<Segment.Fragment>().SelectMany(tag => Slots(tag.Loading)));

    private static IEnumerable<string> Slots(IEnumerable<Segment> segments) =>
        segments.OfType<Segment.Slot>().SelectMany(slot => Slots(slot.Fallback).Prepend(slot.Name));
}
