using Components.Fragments;

namespace Components.Layouts;

/// <summary>The site's layout file, read: which pack is used, and what the owner put into its slots.</summary>
/// <param name="Use">The pack's name.</param>
/// <param name="Slots">By slot name.</param>
internal sealed record LayoutFile(string Use, IReadOnlyDictionary<string, SlotText> Slots)
{
    /// <exception cref="LayoutException">The file has not the form of a layout file.</exception>
    public static LayoutFile Parse(string source, string file)
    {
        var tags = HtmlTags.Read(source);
        var marks = TagScan.Of(source, tags).Marks;
        var root = tags.FindIndex(tag => tag is { Name: "layout", IsEnd: false });
        if (root < 0 || tags[root].Attribute("use") is not { Length: > 0 } use)
            throw new LayoutException($"{file}: it must start with <layout use=\"…\">, where … is the name of a layout pack.");
        var language = tags[root].Attribute("lang") ?? "";
        var slots = new Dictionary<string, SlotText>();
        var at = root + 1;
        while (at < tags.Count && tags[at] is not { Name: "layout", IsEnd: true })
            at = ReadSlotted(source, file, tags, marks, at, language, slots);
        if (at >= tags.Count)
            throw new LayoutException($"{file}: </layout> is missing at the end.");
        return new LayoutFile(use, slots);
    }

    private static int ReadSlotted(
        string source, string file, List<HtmlTag> tags, IReadOnlyDictionary<int, TagMark> marks, int at, string language, Dictionary<string, SlotText> slots)
    {
        var tag = tags[at];
        var line = HtmlTags.LineOf(source, tag.Start);
        if (tag.IsEnd)
            throw new LayoutException($"{file}, line {line}: </{tag.Name}> closes nothing.");
        if (tag.Attribute("slot") is not { Length: > 0 } slot)
            throw new LayoutException($"{file}, line {line}: <{tag.Name}> needs slot=\"…\", the name of the slot it goes into.");
        var end = EndOf(tags, at);
        if (end < 0)
            throw new LayoutException($"{file}, line {line}: <{tag.Name} slot=\"{slot}\"> is not closed by </{tag.Name}>.");
        var writer = new SegmentWriter(source, address => address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) ? address : null);
        writer.StartAt(tag.Start);
        var own = tag.Attribute("lang");
        for (var i = at; i <= end; i++)
            if (marks.TryGetValue(tags[i].Start, out var mark))
                writer.TakeMark(mark);
            else if (!tags[i].IsEnd)
                writer.TakeStartTag(tags[i], i == at ? ["slot"] : [], i == at && own is null && language.Length > 0 ? new Segment.Foreign(language) : null);
        writer.TakeTo(tags[end].End);
        if (!slots.TryGetValue(slot, out var text))
            slots.Add(slot, text = new SlotText(line));
        text.Add(own is null || own.Equals(language, StringComparison.OrdinalIgnoreCase) ? "" : own, writer.Segments);
        return end + 1;
    }

    /// <summary>Where the element that starts at a tag ends: elements of its own name are counted, so that others may leave out their end tags.</summary>
    private static int EndOf(List<HtmlTag> tags, int at)
    {
        var name = tags[at].Name;
        if (HtmlTags.Void.Contains(name) || IsWhole(tags[at]))
            return at;
        var depth = 0;
        for (var i = at; i < tags.Count; i++)
            if (tags[i].Name == name && !IsWhole(tags[i]) && (depth += tags[i].IsEnd ? -1 : 1) == 0)
                return i;
        return -1;
    }

    // As people write it; for other elements the slash means nothing.
    private static bool IsWhole(HtmlTag tag) => tag is { Name: TagScan.Element, IsSelfClosing: true };
}
