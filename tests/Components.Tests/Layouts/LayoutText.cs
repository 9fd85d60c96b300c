using Components.Layouts;

namespace Components.Tests.Layouts;

/// <summary>Writes segments as text, so that tests can compare them: <c>{head}</c>, <c>{slot name|fallback}</c> and so on.</summary>
internal static class LayoutText
{
    public static string Of(IEnumerable<Segment> segments) => string.Concat(segments.Select(Of));

    private static string Of(Segment segment) => segment switch
    {
        Segment.Html html => html.Text,
        Segment.PathBase => "{base}",
        Segment.Language => "{lang}",
        Segment.Direction => "{dir}",
        Segment.Foreign foreign => $"{{foreign {foreign.Tongue}}}",
        Segment.Head => "{head}",
        Segment.Current current => $"{{current {current.Href}}}",
        Segment.Slot slot => $"{{slot {slot.Name}|{Of(slot.Fallback)}}}",
        Segment.Written slot => $"{{written {slot.Name}|{Of(slot.Content)}}}",
        Segment.Fragment tag => $"{{fragment {tag.Name}{string.Concat(tag.Attributes.Select(attribute => $" {attribute.Key}={attribute.Value}"))}|{Of(tag.Loading)}}}",
        Segment.Mistake mistake => $"{{wrong {mistake.Line}: {mistake.Problem}}}",
        _ => throw new ArgumentException(segment.ToString()),
    };
}
