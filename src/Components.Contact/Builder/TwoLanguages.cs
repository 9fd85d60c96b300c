using Components.Contact.Forms;

namespace Components.Contact.Builder;

/// <summary>A text as the builder asks for it: one for everybody, or that in English, and one in Japanese where it is another. What a file says in other languages is kept.</summary>
internal static class TwoLanguages
{
    public static string English(LocalText? text) => text is null ? "" : text.IsForEverybody ? text.Texts[0].Value : Find(text, "en");

    public static string Japanese(LocalText? text) => text is null ? "" : Find(text, "ja");

    /// <returns>Null where nothing is written.</returns>
    public static LocalText? Read(string english, string japanese, LocalText? before)
    {
        var others = before?.Texts.Where(one => one.Key is not ("" or "en" or "ja")).ToList() ?? [];
        if (others.Count == 0 && japanese.Length == 0)
            return english.Length == 0 ? null : new LocalText(english);
        var own = new[] { KeyValuePair.Create("en", english), KeyValuePair.Create("ja", japanese) }.Where(one => one.Value.Length > 0);
        return LocalText.Of(own.Concat(others));
    }

    private static string Find(LocalText text, string language) => text.Texts.FirstOrDefault(one => one.Key.Equals(language, StringComparison.OrdinalIgnoreCase)).Value ?? "";
}
