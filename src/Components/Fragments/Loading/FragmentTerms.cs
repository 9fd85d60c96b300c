using System.Globalization;

namespace Components.Fragments;

/// <summary>What a tag says that must be known at the fragment's own address too. Travels in the signed query, under keys that start with an underscore; what is as ever is left out.</summary>
/// <param name="ElementId">The id of the element that holds the content; null: from a hash of the fragment's id and parameters.</param>
/// <param name="IsTrapped">Whether forms and links stay inside the fragment.</param>
/// <param name="Budget">How long reading may take; null: as the site says.</param>
/// <param name="Depth">How many fragments are around it. So one that embeds itself comes to an end where each level is loaded by a request of its own, too.</param>
/// <param name="Tag">The tag of which it is a part, where that is known by another id than its own; null: it is its own, or by that id.</param>
internal sealed record FragmentTerms(string? ElementId = null, bool IsTrapped = true, TimeSpan? Budget = null, int Depth = 0, TagElement? Tag = null)
{
    private const string BudgetKey = "_budget";
    private const string DepthKey = "_depth";
    private const string ElementIdKey = "_id";
    private const string TagKey = "_tag";
    private const string TrapKey = "_trap";

    public static FragmentTerms Usual { get; } = new();

    /// <summary>What goes on to another fragment that is reached from this one: where it belongs, and whether anything is trapped there.</summary>
    public FragmentTerms Inherited => IsTrapped && Tag is null ? Usual : Usual with { IsTrapped = IsTrapped, Tag = Tag };

    /// <summary>Adds them to a query, always in the same order.</summary>
    public string AddTo(string query)
    {
        if (Budget is { } budget)
            query = Join(query, BudgetKey, ((long)budget.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        if (Depth > 0)
            query = Join(query, DepthKey, Depth.ToString(CultureInfo.InvariantCulture));
        if (ElementId is not null)
            query = Join(query, ElementIdKey, ElementId);
        if (Tag is not null)
            query = Join(query, TagKey, Tag.ToString());
        return IsTrapped ? query : Join(query, TrapKey, "false");
    }

    /// <summary>Takes over one item of a verified query.</summary>
    /// <returns>Null where the name is none of these.</returns>
    public FragmentTerms? Take(string name, string text) => name switch
    {
        ElementIdKey => this with { ElementId = text },
        TrapKey => this with { IsTrapped = text != "false" },
        BudgetKey => this with { Budget = TimeSpan.FromMilliseconds(Number(text)) },
        TagKey => this with { Tag = TagElement.Read(text) },
        DepthKey => this with { Depth = Number(text) },
        _ => null,
    };

    // It was signed, so it is what was written above.
    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Join(string query, string key, string value) => FragmentUrl.Join(query, $"{key}={value}");
}
