using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Components.Languages;

/// <summary>
/// The texts of resource files, each looked up once for a language: a hundred of them stand in a thread, and the framework's own way searches the files of the language and of those behind it each time, the longer
/// where a text is its own key. Files do not change while the program runs.
/// </summary>
/// <param name="texts">Those of the files.</param>
internal sealed class KeptTexts(IStringLocalizer texts) : IStringLocalizer
{
    // More than any file has. What is asked for by keys that are made up is looked up each time from then on.
    private const int Most = 10_000;

    // By language.
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, LocalizedString>> _kept = new();

    /// <inheritdoc/>
    public LocalizedString this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            var ofLanguage = _kept.GetOrAdd(CultureInfo.CurrentUICulture.Name, static _ => new());
            if (ofLanguage.TryGetValue(name, out var known))
                return known;
            var text = texts[name];
            if (ofLanguage.Count < Most)
                ofLanguage.TryAdd(name, text);
            return text;
        }
    }

    /// <inheritdoc/>
    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = this[name];
            return new LocalizedString(name, string.Format(CultureInfo.CurrentCulture, text.Value, arguments), text.ResourceNotFound, text.SearchedLocation);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => texts.GetAllStrings(includeParentCultures);
}
