namespace App.Content;

/// <summary>Which line of its file a piece of HTML comes from.</summary>
internal static class SourceLines
{
    /// <param name="text">A part of the file, as it stands there.</param>
    /// <param name="first">The line on which it begins.</param>
    public static Func<int, int> From(string text, int first) => position => first + text.AsSpan(0, Math.Min(position, text.Length)).Count('\n');
}
