using System.Globalization;

namespace Components.Layouts;

/// <summary>What the layout file puts into one slot: elements for one language or another, in the order of the file.</summary>
/// <remarks>
/// A page shows those in its own language, found by lookup (RFC 4647, 3.4: "ja" is good for a page in "ja-JP"); where there are none, those in the language of the
/// layout file; else those of the language that comes first.
/// </remarks>
/// <param name="line">Where the first of them stands in the file.</param>
internal sealed class SlotText(int line)
{
    private readonly List<(string Language, IReadOnlyList<Segment> Segments)> _elements = [];

    /// <summary>Where the first element stands in the file.</summary>
    public int Line => line;

    /// <param name="language">"" is the language of the layout file.</param>
    /// <param name="segments">The element.</param>
    public void Add(string language, IReadOnlyList<Segment> segments) => _elements.Add((language, segments));

    /// <summary>Of all languages.</summary>
    public IEnumerable<Segment> Segments => _elements.SelectMany(element => element.Segments);

    public IReadOnlyList<Segment> For(CultureInfo culture)
    {
        var language = LanguageFor(culture);
        List<Segment> segments = [];
        foreach (var (_, element) in _elements.Where(element => Is(element.Language, language)))
            segments.AddRange(segments.Count == 0 ? element : [new Segment.Html("\n"), .. element]);
        return segments;
    }

    private string LanguageFor(CultureInfo culture)
    {
        for (; culture.Name.Length > 0; culture = culture.Parent)
            if (_elements.Exists(element => Is(element.Language, culture.Name)))
                return culture.Name;
        return _elements.Exists(element => element.Language.Length == 0) ? "" : _elements[0].Language;
    }

    private static bool Is(string language, string other) => language.Equals(other, StringComparison.OrdinalIgnoreCase);
}
