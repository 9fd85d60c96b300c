using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Components.Packs;
using Microsoft.Extensions.Localization;

namespace Components.Languages;

/// <summary>
/// Texts that take the form which their language wants beside a number: where the first whole number among the arguments asks for the form <c>few</c>, the text <c>{0} comments|few</c> is said in
/// place of <c>{0} comments</c>. The language's file says when that is, under the key <c>|plural</c>; without it, and where a text lacks the form, texts are said as they stand.
/// </summary>
/// <typeparam name="T">Names the texts, as with <see cref="IStringLocalizer{T}"/>, in place of which an application may register it.</typeparam>
public sealed class PluralLocalizer<T>(IStringLocalizerFactory factory) : PluralLocalizer(factory.Create(typeof(T)), factory), IStringLocalizer<T>;

/// <inheritdoc cref="PluralLocalizer{T}"/>
public class PluralLocalizer : IStringLocalizer
{
    // By its text, of which there are as many as files.
    private static readonly ConcurrentDictionary<string, PluralRule> Rules = new();

    // By language; as long as the texts are there.
    private static readonly ConditionalWeakTable<IStringLocalizer, ConcurrentDictionary<string, PluralRule?>> RulesOfTexts = [];
    private readonly IStringLocalizer _texts;
    private readonly IStringLocalizerFactory _factory;

    internal PluralLocalizer(IStringLocalizer texts, IStringLocalizerFactory factory) => (_texts, _factory) = (texts, factory);

    /// <summary>A text in the visitor's language; the key itself where there is none.</summary>
    public LocalizedString this[string name] => _texts[name];

    /// <summary>A text with its places filled, in the form that goes with the first whole number among <paramref name="arguments"/>.</summary>
    public LocalizedString this[string name, params object[] arguments] => FormOf(name, arguments) is { } text
        ? new LocalizedString(name, string.Format(CultureInfo.CurrentCulture, text, arguments))
        : _texts[name, arguments];

    /// <inheritdoc/>
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => _texts.GetAllStrings(includeParentCultures);

    private string? FormOf(string name, object[] arguments)
    {
        if (NumberIn(arguments) is not { } number || Rule()?.FormOf(number) is not { } form)
            return null;
        var key = $"{name}|{form}";
        return _texts[key] is { ResourceNotFound: false } text ? text.Value : null;
    }

    private static long? NumberIn(object[] arguments)
    {
        foreach (var argument in arguments)
            if (argument is int or long)
                return Convert.ToInt64(argument, CultureInfo.InvariantCulture);
        return null;
    }

    private PluralRule? Rule() => RulesOfTexts.GetOrCreateValue(_texts).GetOrAdd(CultureInfo.CurrentUICulture.Name, static (_, own) => own.ReadRule(), this);

    // A pack that has texts in a language need not repeat the language's rule.
    private PluralRule? ReadRule()
    {
        var rule = _texts[PluralRule.Key];
        if (rule.ResourceNotFound)
            rule = CoreTexts.Bare(_factory)[PluralRule.Key];
        return rule.ResourceNotFound ? null : Rules.GetOrAdd(rule.Value, PluralRule.Parse);
    }
}
