using System.Text.RegularExpressions;

namespace Components.Fragments;

/// <summary>What the engine's parameters of a tag may be, and which of them go together.</summary>
/// <param name="Value">A parameter of the tag by its name; null where it is not given.</param>
internal sealed partial record LoadRules(Func<string, object?> Value)
{
    public static readonly TimeSpan ShortestEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestBudget = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestBudget = TimeSpan.FromMinutes(10);
    private const int Highest = 10_000;

    private static LoadRules For(Fragment fragment) => new(name => name switch
    {
        nameof(Fragment.Load) => fragment.Load,
        nameof(Fragment.Id) => fragment.Id,
        nameof(Fragment.Target) => fragment.Target,
        nameof(Fragment.Every) => fragment.Every,
        nameof(Fragment.Times) => fragment.Times,
        nameof(Fragment.Delay) => fragment.Delay,
        nameof(Fragment.Budget) => fragment.Budget,
        nameof(Fragment.Height) => fragment.Height,
        _ => null,
    });

    /// <summary>The first thing that is wrong with what a tag gave the engine; null where nothing is.</summary>
    public static TagProblem? ProblemOf(Fragment fragment) =>
        // Nearly every tag gives none of them.
        fragment is { Id: null, Target: null, Every: null, Times: null, Delay: null, Budget: null, Height: null } ? null : For(fragment).Problems().FirstOrDefault();

    public IEnumerable<TagProblem> Problems() => [.. Ids(), .. Polling(), .. Sizes()];

    private IEnumerable<TagProblem> Ids()
    {
        foreach (var name in (string[])[nameof(Fragment.Id), nameof(Fragment.Target)])
            if (Value(name) is string id && !ElementId().IsMatch(id))
                yield return new TagProblem("{0}=\"{1}\" cannot be the id of an element: letters, digits and hyphens, a letter first, at most 64.", Spelling.OfAttribute(name), id);
        if (Value(nameof(Fragment.Target)) is not string target)
            yield break;
        if (Value(nameof(Fragment.Load)) is Load.Inline)
            yield return new TagProblem("'target' does not go with load=\"inline\": what is in the page already is not loaded into another element of it.");
        if (target.Equals(Value(nameof(Fragment.Id)) as string, StringComparison.Ordinal))
            yield return new TagProblem("'target' is the fragment's own id. Leave it out: that is where it is shown anyway.");
    }

    private IEnumerable<TagProblem> Polling()
    {
        if (Value(nameof(Fragment.Every)) is TimeSpan every)
        {
            if (every < ShortestEvery || every > Longest)
                yield return new TagProblem("every=\"{0}\" cannot be used: it must be at least 1s, at most 24h.", every);
        }
        else if (Value(nameof(Fragment.Times)) is not null)
            yield return new TagProblem("'times' says how often it is loaded anew, so it needs 'every': add every=\"30s\".");
        if (Value(nameof(Fragment.Times)) is int times and < 1)
            yield return new TagProblem("times=\"{0}\" cannot be used: it must be at least 1. To load it once, leave 'every' and 'times' out.", times);
        if (Value(nameof(Fragment.Delay)) is TimeSpan delay && (delay < TimeSpan.Zero || delay > Longest))
            yield return new TagProblem("delay=\"{0}\" cannot be used: it must be at most 24h, and not less than nothing.", delay);
    }

    private IEnumerable<TagProblem> Sizes()
    {
        if (Value(nameof(Fragment.Budget)) is TimeSpan budget && (budget < ShortestBudget || budget > LongestBudget))
            yield return new TagProblem("budget=\"{0}\" cannot be used: it must be at least 50ms, at most 10m.", budget);
        if (Value(nameof(Fragment.Height)) is int height and (< 1 or > Highest))
            yield return new TagProblem("height=\"{0}\" cannot be used: it is a number of CSS pixels, 1 to 10000.", height);
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9-]{0,63}\z")]
    private static partial Regex ElementId();
}
