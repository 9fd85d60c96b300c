using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Components.Contact.Forms;

/// <summary>A text that the owner gives a form: one for everybody, or one for each language.</summary>
public sealed class LocalText : IEquatable<LocalText>
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> _texts;

    private LocalText(IReadOnlyList<KeyValuePair<string, string>> texts) => _texts = texts;

    /// <summary>One text for everybody. Where the pack has it among its own texts, it is translated.</summary>
    public LocalText(string text) : this([new KeyValuePair<string, string>("", text)])
    {
    }

    /// <summary>The texts by language (<c>en</c>, <c>ja</c>, <c>pt-BR</c>), in the order in which they were given; the language "" is that of a text for everybody.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Texts => _texts;

    /// <summary>Whether it is one text for everybody.</summary>
    public bool IsForEverybody => _texts is [{ Key: "" }];

    /// <summary>A text for each language.</summary>
    /// <param name="texts">Language to text; at least one.</param>
    public static LocalText Of(IEnumerable<KeyValuePair<string, string>> texts) => new([.. texts]);

    /// <summary>The text in the language of the current request; where there is none, the English one, else the first.</summary>
    /// <param name="own">The pack's texts.</param>
    public string In(IStringLocalizer own)
    {
        if (IsForEverybody)
            return _texts[0].Value.Length == 0 ? "" : own[_texts[0].Value];
        for (var culture = CultureInfo.CurrentUICulture; culture.Name.Length > 0; culture = culture.Parent)
            if (Find(culture.Name) is { } text)
                return text;
        return Find("en") ?? _texts[0].Value;
    }

    /// <inheritdoc/>
    public bool Equals(LocalText? other) => other is not null && _texts.SequenceEqual(other._texts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalText);

    /// <inheritdoc/>
    public override int GetHashCode() => _texts.Aggregate(0, (hash, text) => HashCode.Combine(hash, text.Key, text.Value));

    private string? Find(string language) => _texts.FirstOrDefault(text => text.Key.Equals(language, StringComparison.OrdinalIgnoreCase)).Value;
}
