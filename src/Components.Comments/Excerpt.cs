namespace Components.Comments;

/// <summary>The beginning of a text, in one line.</summary>
internal static class Excerpt
{
    public static string Of(string text, int length = 80)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= length ? line : line[..(char.IsHighSurrogate(line[length - 1]) ? length - 1 : length)] + "…";
    }
}
