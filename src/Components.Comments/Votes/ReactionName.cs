namespace Components.Comments.Votes;

/// <summary>What a picture means, for those who hear it. Screen readers have names of their own for emoji, not always short ones, and not for all.</summary>
internal static class ReactionName
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["👍"] = "Thumbs up",
        ["👎"] = "Thumbs down",
        ["🎉"] = "Hooray",
        ["❤"] = "Love",
        ["😄"] = "Laughing",
        ["😂"] = "Laughing",
        ["😕"] = "Confused",
        ["😮"] = "Surprised",
        ["😢"] = "Sad",
        ["😡"] = "Angry",
        ["🚀"] = "Rocket",
        ["👀"] = "Watching",
        ["🙏"] = "Thank you",
        ["👏"] = "Applause",
        ["💡"] = "Good idea",
        ["🔥"] = "Great",
        ["🤔"] = "Thinking",
        ["✅"] = "Agreed",
    };

    public static IEnumerable<string> All => Names.Values.Distinct();

    /// <returns>A key of the pack's texts; for what is not known, the reaction itself.</returns>
    // The same picture is typed with and without the mark that asks for it in colour.
    public static string Of(string kind) => Names.GetValueOrDefault(kind.Replace("\uFE0F", "", StringComparison.Ordinal), kind);
}
