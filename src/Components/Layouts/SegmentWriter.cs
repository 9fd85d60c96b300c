using Components.Fragments;

namespace Components.Layouts;

/// <summary>Cuts a source text into segments, from tag to tag. Addresses in it are made good for where the text will be shown.</summary>
internal sealed class SegmentWriter(string source, Func<string, string?> addressOf)
{
    private static readonly string[] AddressAttributes = ["href", "src", "poster"];
    private static readonly string[] AddressListAttributes = ["srcset", "imagesrcset"];
    private readonly Stack<(HtmlTag Tag, List<Segment> Segments)> _open = new();
    private List<Segment> _segments = [];
    private int _at;

    public bool IsInSlot => OpenSlot is not null;

    public IReadOnlyList<Segment> Segments => _segments;

    public HtmlTag? OpenSlot => _open.TryPeek(out var open) && open.Tag.Name == "slot" ? open.Tag : null;

    /// <summary>Starts at a position.</summary>
    public void StartAt(int position) => _at = position;

    /// <summary>Takes the source up to a position.</summary>
    public void TakeTo(int position)
    {
        if (position > _at)
            _segments.Add(new Segment.Html(source[_at..position]));
        _at = Math.Max(_at, position);
    }

    public void Skip(int position) => _at = position;

    public void Add(Segment segment) => _segments.Add(segment);

    public void BeginSlot(HtmlTag tag)
    {
        TakeTo(tag.Start);
        Skip(tag.End);
        _open.Push((tag, _segments));
        _segments = [];
    }

    public void EndSlot(HtmlTag tag)
    {
        TakeTo(tag.Start);
        Skip(tag.End);
        var (start, outer) = _open.Pop();
        outer.Add(new Segment.Slot(start.Attribute("name") ?? "", _segments));
        _segments = outer;
    }

    /// <summary>Takes a tag that stands for a fragment, or the end of one.</summary>
    public void TakeMark(TagMark mark)
    {
        TakeTo(mark.Tag.Start);
        Skip(mark.Tag.End);
        switch (mark)
        {
            case TagMark.Begin when mark.Tag.IsSelfClosing:
                _segments.Add(FragmentOf(mark, []));
                break;
            case TagMark.Begin:
                _open.Push((mark.Tag, _segments));
                _segments = [];
                break;
            case TagMark.End:
                var (start, outer) = _open.Pop();
                outer.Add(FragmentOf(mark with { Tag = start }, _segments));
                _segments = outer;
                break;
            case TagMark.Wrong wrong:
                _segments.Add(new Segment.Mistake(mark.Tag.Attribute("name") ?? "", mark.Line, wrong.Problem));
                break;
        }
    }

    private static Segment.Fragment FragmentOf(TagMark mark, IReadOnlyList<Segment> loading) => new(
        mark.Tag.Attribute("name") ?? "", mark.Line,
        // The first of two counts, as everywhere in HTML. The slot is the layout file's.
        [.. mark.Tag.Attributes.DistinctBy(attribute => attribute.Name).Where(attribute => attribute.Name is not ("name" or "slot")).Select(attribute => KeyValuePair.Create(attribute.Name, (object?)attribute.Value))],
        loading.All(segment => segment is Segment.Html { Text: var text } && string.IsNullOrWhiteSpace(text)) ? [] : loading);

    /// <summary>Takes a start tag: its addresses are replaced, <c>lang</c> becomes the page's, a link may be the current one, the attributes in <paramref name="without"/> are dropped, and <paramref name="last"/> comes behind the others.</summary>
    public void TakeStartTag(HtmlTag tag, string[] without, Segment? last = null)
    {
        TakeTo(tag.Start);
        foreach (var (name, value, start) in tag.Attributes)
        {
            if (without.Contains(name))
            {
                TakeTo(char.IsWhiteSpace(source[start - 1]) ? start - 1 : start);
                Skip(ValueOf(name, start).End);
                if (_at < source.Length && source[_at] is '"' or '\'')
                    _at++;
            }
            else if (AddressAttributes.Contains(name))
                TakeAddresses(value, [0..value.Length], ValueOf(name, start));
            else if (AddressListAttributes.Contains(name))
                TakeAddresses(value, SourceSet.AddressesIn(value), ValueOf(name, start));
        }
        if (tag.Name == "a" && tag.Attribute("href") is { } href && href.StartsWith('/') && tag.Attribute("aria-current") is null)
        {
            TakeTo(tag.End - 1);
            _segments.Add(new Segment.Current(href));
        }
        if (last is not null)
        {
            TakeTo(tag.End - (tag.IsSelfClosing ? 2 : 1));
            _segments.Add(last);
        }
        TakeTo(tag.End);
    }

    /// <summary>Takes an attribute's value with the addresses in it made good; where all are good as they are, every byte is kept.</summary>
    private void TakeAddresses(string value, IReadOnlyList<Range> addresses, (int Start, int End) place)
    {
        var changed = addresses.Where(range => addressOf(value[range]) is not null).ToArray();
        if (changed.Length == 0)
            return;
        TakeTo(place.Start);
        var at = 0;
        foreach (var range in changed)
        {
            AddText(value[at..range.Start.Value]);
            _segments.Add(new Segment.PathBase());
            AddText(addressOf(value[range])!);
            at = range.End.Value;
        }
        AddText(value[at..]);
        Skip(place.End);
    }

    private void AddText(string text)
    {
        if (text.Length > 0)
            _segments.Add(new Segment.Html(System.Net.WebUtility.HtmlEncode(text)));
    }

    /// <summary>Takes <c>&lt;html</c> with the page's language in the place of its own, and the direction in which that is written.</summary>
    public void TakeRoot(HtmlTag tag)
    {
        if (tag.Attributes.FirstOrDefault(attribute => attribute.Name == "lang") is { Name: not null } lang)
        {
            var place = ValueOf(lang.Name, lang.Start);
            TakeTo(place.Start);
            _segments.Add(new Segment.Language());
            Skip(place.End);
        }
        else
        {
            TakeTo(tag.End - 1);
            _segments.Add(new Segment.Html(" lang=\""));
            _segments.Add(new Segment.Language());
            _segments.Add(new Segment.Html("\""));
        }
        TakeTo(tag.End - 1);
        if (tag.Attribute("dir") is null)
            _segments.Add(new Segment.Direction());
        TakeTo(tag.End);
    }

    /// <summary>Where the value of an attribute stands in the source, without its quotes.</summary>
    private (int Start, int End) ValueOf(string name, int start)
    {
        var at = SkipSpace(start + name.Length);
        if (source[at] != '=')
            return (start + name.Length, start + name.Length);
        at = SkipSpace(at + 1);
        if (source[at] is '"' or '\'')
            return (at + 1, source.IndexOf(source[at], at + 1));
        var end = at;
        while (source[end] is not ('>' or ' ' or '\t' or '\r' or '\n' or '\f'))
            end++;
        return (at, end);
    }

    private int SkipSpace(int at)
    {
        while (char.IsWhiteSpace(source[at]))
            at++;
        return at;
    }
}
