namespace App.Content;

/// <summary>What a content file may hold at most. Beyond that it is an accident, and reading it would take seconds, or gigabytes.</summary>
internal static class ContentLimits
{
    private const int MostColumns = 500;
    private const int MostCells = 200_000;
    private const int MostBrackets = 10_000;
    private const int MostAttributes = 1_000;

    /// <summary>Looks at Markdown before it is read.</summary>
    /// <param name="lines">All of the file.</param>
    /// <returns>Null: it can be read.</returns>
    public static Mistake? InMarkdown(string[] lines) => TablesIn(lines) ?? BracketsIn(lines);

    /// <summary>Looks at HTML before tags are sought in it.</summary>
    /// <param name="html">The text.</param>
    /// <param name="lineOf">From a position in it to the line of the file.</param>
    /// <returns>Null: it can be read.</returns>
    public static Mistake? InHtml(string html, Func<int, int> lineOf)
    {
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0; at = html.IndexOf('<', at))
        {
            var start = at++;
            if (at == html.Length || !char.IsAsciiLetter(html[at]))
                continue;
            var attributes = SkipTag(html, ref at);
            if (attributes > MostAttributes)
                return new Mistake(lineOf(start), $"a tag here has {attributes:N0} attributes; {MostAttributes:N0} are the most. Is a quote or a > missing?");
        }
        return null;
    }

    // Every row is filled up to the widest one: a file of 150 kB could become a page of gigabytes.
    private static Mistake? TablesIn(string[] lines)
    {
        var (widest, columns) = lines.Select((line, index) => (Line: index + 1, Columns: line.AsSpan().Count('|'))).MaxBy(line => line.Columns);
        var rows = lines.Count(line => line.Contains('|', StringComparison.Ordinal));
        return columns > MostColumns || (long)columns * rows > MostCells ? new Mistake(widest, $"with {columns:N0} signs of | in this line and {rows:N0} lines with one, a table here could be too large: {MostColumns:N0} columns and {MostCells:N0} cells are the most.") : null;
    }

    // Each may begin a link, or name one that is defined elsewhere: with many, each is compared with all that are open, or defined, before it.
    private static Mistake? BracketsIn(string[] lines)
    {
        var count = 0;
        for (var i = 0; i < lines.Length; i++)
            if ((count += lines[i].AsSpan().Count('[')) > MostBrackets)
                return new Mistake(i + 1, $"up to this line there are {count:N0} signs of [ for links; {MostBrackets:N0} are the most. Divide it into several pages.");
        return null;
    }

    // Blanks and slashes part attributes, and so does the end of a quote; within quotes, which follow a '=', nothing does.
    private static int SkipTag(string html, ref int at)
    {
        var (attributes, isApart, before) = (0, false, ' ');
        for (; at < html.Length && html[at] != '>'; at++)
        {
            var sign = html[at];
            if (char.IsWhiteSpace(sign) || sign == '/')
            {
                isApart = true;
                continue;
            }
            if (before == '=' && sign is '"' or '\'')
            {
                var end = html.IndexOf(sign, at + 1);
                at = end < 0 ? html.Length - 1 : end;
                (isApart, before) = (true, ' ');
                continue;
            }
            if (isApart && before != '=' && sign != '=')
                attributes++;
            (isApart, before) = (false, sign);
        }
        return attributes;
    }
}
