using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Components.Layouts;

/// <summary>The layout in use: pack and slots, made once and kept until a file behind it changes.</summary>
/// <param name="pack">The compiled pack.</param>
/// <param name="slots">What the layout file puts into slots.</param>
internal sealed class Layout(LayoutPack pack, IReadOnlyDictionary<string, SlotText> slots)
{
    /// <summary>The name of the slot in which flashes are announced, whatever the layout file says.</summary>
    public const string Flash = "flash";

    // Who asks chooses among the ways to write a path base with large and small letters.
    private const int MostKept = 100;

    private readonly ConcurrentDictionary<(string Language, string PathBase), IReadOnlyList<Segment>> _kept = new();

    public LayoutPack Pack => pack;

    public IReadOnlyDictionary<string, SlotText> Slots => slots;

    /// <summary>Whether the pack has a place of its own for flashes.</summary>
    public bool HasFlash { get; } = pack.Has(Flash);

    /// <summary>The whole document for all pages of a language: what is the same in all of them is one piece.</summary>
    /// <param name="language">The pages' language.</param>
    /// <param name="pathBase">The path base of the request, as it is written into addresses.</param>
    public IReadOnlyList<Segment> In(CultureInfo language, string pathBase)
    {
        if (_kept.TryGetValue((language.Name, pathBase), out var known))
            return known;
        var made = Join(pack.Segments, language, pathBase);
        if (_kept.Count >= MostKept)
            _kept.Clear();
        return _kept[(language.Name, pathBase)] = made;
    }

    private List<Segment> Join(IEnumerable<Segment> segments, CultureInfo language, string pathBase)
    {
        List<Segment> joined = [];
        var html = new StringBuilder();
        foreach (var segment in segments)
        {
            if (segment.TextIn(language, pathBase) is { } text)
            {
                html.Append(text);
                continue;
            }
            TakeHtml();
            joined.Add(segment switch
            {
                Segment.Slot { Name: not Flash } slot when slots.TryGetValue(slot.Name, out var written) => new Segment.Written(slot.Name, Join(written.For(language), language, pathBase)),
                Segment.Slot slot => slot with { Fallback = Join(slot.Fallback, language, pathBase) },
                Segment.Fragment { Loading.Count: > 0 } tag => tag with { Loading = Join(tag.Loading, language, pathBase) },
                _ => segment,
            });
        }
        TakeHtml();
        return joined;

        void TakeHtml()
        {
            if (html.Length > 0)
                joined.Add(new Segment.Html(html.ToString()));
            html.Clear();
        }
    }
}
