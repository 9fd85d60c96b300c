namespace App.Content;

/// <summary>Which line of its file a piece of HTML comes from.</summary>
internal static class SourceLines
{
    /// <param name="text">A part of the file, as it stands there.</param>
    /// <param name="first">The line on which it begins.</param>
    public static Func<int, int> From(string text, int first)
    {
        var ends = new Lazy<List<int>>(() => [.. text.Index().Where(letter => letter.Item == '\n').Select(letter => letter.Index)]);
        return position =>
        {
            var before = ends.Value.BinarySearch(position);
            return first + (before < 0 ? ~before : before);
        };
    }
}
