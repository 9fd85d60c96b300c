using System.Globalization;

namespace Components.Comments;

/// <summary>The beginning of a text, in one line.</summary>
internal static class Excerpt
{
    /// <param name="text">Plain text.</param>
    /// <param name="length">At most so many UTF-16 units, and an ellipsis where there is more.</param>
    public static string Of(string text, int length = 80)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= length ? line : line[..EndIn(line, length)].TrimEnd() + "…";
    }

    // Between two words; in a language that writes without spaces, and in a very long word, between two characters as people see them.
    private static int EndIn(string line, int length)
    {
        var end = 0;
        for (int next; (next = end + StringInfo.GetNextTextElementLength(line.AsSpan(end))) <= length;)
            end = next;
        var space = line.LastIndexOf(' ', end);
        return space > length / 2 ? space : end;
    }
}
