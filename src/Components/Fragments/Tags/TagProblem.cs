using Microsoft.Extensions.Localization;

namespace Components.Fragments;

/// <summary>What is wrong with a tag, and how to mend it: a key of the core's texts and what goes into it.</summary>
internal sealed record TagProblem(string Key, params object[] Arguments)
{
    public string In(IStringLocalizer texts) => texts[Key, Arguments];

    /// <summary>In English, for logs.</summary>
    public override string ToString() => string.Format(System.Globalization.CultureInfo.InvariantCulture, Key, Arguments);
}
