using Components.Layouts;
using Components.Packs;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Fragments;

/// <summary>
/// An HTML text in which fragments' tags were found, ready to be shown by <see cref="HtmlWithFragments"/> as often as it is asked for. Immutable. The text is trusted as a page's own markup is:
/// never make one of what visitors write.
/// </summary>
/// <remarks>
/// Found is <c>&lt;component-view name="pack/name" …&gt;what is shown until it has loaded&lt;/component-view&gt;</c> anywhere in the markup, at most 500 times and 8 deep in each other. Left alone is
/// what stands in <c>pre</c>, <c>code</c>, <c>script</c>, <c>style</c>, <c>textarea</c> and comments.
/// </remarks>
public sealed class FragmentHtml
{
    private readonly IReadOnlyList<(int Line, TagProblem Problem)> _problems;

    private FragmentHtml(IReadOnlyList<Segment> segments, IReadOnlyList<(int, TagProblem)> problems) => (Segments, _problems) = (segments, problems);

    internal IReadOnlyList<Segment> Segments { get; }

    internal bool HasTags => Segments.Count > 1 || Segments is [Segment.Fragment];

    /// <summary>Reads a text, once. Whatever it holds, it can be shown; see <see cref="Check"/>.</summary>
    /// <param name="html">HTML as it stands inside a page's body.</param>
    /// <param name="lineOf">From a position in the text to the line that its author knows, where the text was made from another. Null: the text's own lines.</param>
    public static FragmentHtml Read(string html, Func<int, int>? lineOf = null)
    {
        // Most texts hold none.
        if (!html.Contains(TagScan.Element, StringComparison.OrdinalIgnoreCase))
            return new FragmentHtml([new Segment.Html(html)], []);
        var tags = HtmlTags.Read(html);
        var scan = TagScan.Of(html, tags, lineOf);
        var writer = new SegmentWriter(html, _ => null);
        foreach (var tag in tags)
            if (scan.Marks.TryGetValue(tag.Start, out var mark))
                writer.TakeMark(mark);
        writer.TakeTo(html.Length);
        return new FragmentHtml(writer.Segments, scan.Problems);
    }

    /// <summary>What is wrong with the tags in it, on this site: names and parameters that there are not, tags that are not closed. By line.</summary>
    /// <param name="services">The application's services; no request is needed.</param>
    public IReadOnlyList<TagMistake> Check(IServiceProvider services) =>
        [.. MistakesIn(Segments, services).Concat(_problems.Select(problem => new TagMistake(problem.Line, problem.Problem.ToString()))).OrderBy(mistake => mistake.Line)];

    internal static IEnumerable<TagMistake> MistakesIn(IEnumerable<Segment> segments, IServiceProvider services) => segments.SelectMany(segment => segment switch
    {
        Segment.Fragment tag => MistakesIn(tag.In(services.GetRequiredService<FragmentRegistry>()), services).Select(problem => new TagMistake(tag.Line, problem)).Concat(MistakesIn(tag.Loading, services)),
        Segment.Mistake mistake => [new TagMistake(mistake.Line, mistake.Problem.ToString())],
        Segment.Slot slot => MistakesIn(slot.Fallback, services),
        _ => [],
    });

    private static IEnumerable<string> MistakesIn(FragmentTag tag, IServiceProvider services) =>
        tag.Problems.Count > 0 ? tag.Problems.Select(problem => problem.ToString())
        : AskPack(services, tag) is { } strange ? [strange]
        : [];

    private static string? AskPack(IServiceProvider services, FragmentTag tag) => tag.Fragment?.Id is not { } id ? null
        : services.GetRequiredService<PackList>().FirstOrDefault(pack => id.StartsWith($"{pack.Id}/", StringComparison.Ordinal))?.CheckTag(services, id, tag.Given());
}
