namespace Components.Comments.Writing;

/// <summary>Somebody's words at the beginning of an answer, as Markdown.</summary>
internal static class Quotation
{
    /// <summary>A longer text is cut: nobody needs to read it twice, and there must be room for the answer.</summary>
    public const int Longest = 1_000;

    public static string Of(string text)
    {
        text = text.ReplaceLineEndings("\n").Trim();
        if (text.Length > Longest)
            text = text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)].TrimEnd() + " …";
        return $"> {text.Replace("\n", "\n> ", StringComparison.Ordinal)}\n\n";
    }
}
