using System.Reflection;
using Components.Fragments;

namespace Components.Embedding;

/// <summary>A tag on another site's page, as that page's script sends it.</summary>
/// <param name="Name">The fragment's id.</param>
/// <param name="Attributes">Names and texts.</param>
internal sealed record EmbeddedTag(string? Name, IReadOnlyDictionary<string, string?>? Attributes)
{
    /// <summary>Reads it like every tag, after what a stranger may not say has been sorted out.</summary>
    /// <param name="registry">All fragments.</param>
    /// <param name="page">Where the tag stands.</param>
    /// <param name="shortestEvery">How often it may be loaded anew at most.</param>
    public FragmentTag Read(FragmentRegistry registry, EmbeddingPage page, TimeSpan shortestEvery)
    {
        List<TagProblem> problems = [];
        var attributes = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        if (registry.Find(Name ?? "") is not { } fragment)
            return FragmentTag.Missing(Name, registry.All.Where(known => known.Embeddable is not null));
        if (fragment.Embeddable is not { } embeddable)
            return FragmentTag.Refused(fragment, [new TagProblem("'{0}' is not for other sites' pages.", fragment.Id)]);
        foreach (var (key, text) in Attributes ?? new Dictionary<string, string?>())
            if (TextFor(fragment, key, text ?? "", page, out var problem) is { } value)
                // The loading has more than one spelling, and is decided below.
                attributes[Spelling.OfName(key).Equals(nameof(Load), StringComparison.OrdinalIgnoreCase) ? nameof(Load) : key] = value;
            else
                problems.Add(problem!);
        if (problems.Count > 0)
            return FragmentTag.Refused(fragment, problems);
        attributes[nameof(Load)] = LoadOf(embeddable, attributes.GetValueOrDefault(nameof(Load)));
        var tag = FragmentTag.Read(registry, Name, attributes);
        return tag.Values.GetValueOrDefault(nameof(Fragment.Every)) is TimeSpan every && every < shortestEvery
            ? FragmentTag.Refused(fragment, [.. tag.Problems, new TagProblem("every=\"{0}\" is too often for the readers of other sites' pages: it must be at least {1}.", every, shortestEvery)])
            : tag;
    }

    // What comes with the signature must cost no more than the signature.
    private static object LoadOf(EmbeddableAttribute embeddable, object? given) => given switch
    {
        null => embeddable.IsInline ? Load.Inline : Load.WhenVisible,
        string text when Spelling.ToMember(typeof(Load), text) is Load.Inline => embeddable.IsInline ? Load.Inline : Load.OnLoad,
        _ => given,
    };

    private static string? TextFor(FragmentDescriptor fragment, string key, string text, EmbeddingPage page, out TagProblem? problem)
    {
        problem = null;
        var plain = Spelling.OfName(key);
        var property = fragment.Parameters.Values.FirstOrDefault(parameter => parameter.Name.Equals(plain, StringComparison.OrdinalIgnoreCase))?.Property
            ?? typeof(Fragment).GetProperty(plain, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase);
        // Neither the fragment's nor the engine's: an HTML attribute, or a mistake that is named later.
        if (property is null)
            return text;
        if (property.GetCustomAttribute<EmbeddableAttribute>() is not { } embeddable)
            problem = Closed(property.Name, key);
        else if (!embeddable.IsAddress)
            return text;
        else if (Resolve(text, page) is { } address)
            return address;
        else
            problem = new TagProblem("{0}=\"{1}\" cannot be used: it must be an address of {2}.", key, text, page.Site.Origin);
        return null;
    }

    // Those of the engine that stay closed are closed for a reason that is not known there.
    private static TagProblem Closed(string parameter, string key) => parameter switch
    {
        nameof(Fragment.Scope) => new TagProblem("'{0}' cannot be set on other sites' pages: an address there is for everybody, since no cookie says who asks.", key),
        nameof(Fragment.Trap) => new TagProblem("'{0}' cannot be set on other sites' pages: a form that leads to a whole page of this site leaves that page, and there its visitor is not known.", key),
        nameof(Fragment.Budget) => new TagProblem("'{0}' cannot be set on other sites' pages: how long this server works for an answer is for its owner to say (Components:LoadBudget).", key),
        nameof(Fragment.Loading) => new TagProblem("'{0}' cannot be set on other sites' pages as an attribute: what stands between the tags is shown until the fragment comes.", key),
        _ => new TagProblem("'{0}' cannot be set on other sites' pages.", key),
    };

    // In one spelling, so that one page has one thread.
    private static string? Resolve(string text, EmbeddingPage page)
    {
        var here = new Uri(page.Address);
        // To a browser "/\x" is "//x", another site.
        if (text.Any(letter => letter is '\\' || char.IsControl(letter)) || !Uri.TryCreate(here, text.Trim(), out var address))
            return null;
        var isHere = address.Scheme == here.Scheme && address.IdnHost == here.IdnHost && address.Port == here.Port && address.UserInfo.Length == 0;
        return isHere ? page.Site.Origin + address.PathAndQuery : null;
    }
}
