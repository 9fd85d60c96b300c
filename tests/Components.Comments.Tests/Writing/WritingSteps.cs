using Components.Comments.Tests.Thread;
using Testing;

namespace Components.Comments.Tests.Writing;

/// <summary>What people do while they write, and where they find the forms for it.</summary>
internal static class WritingSteps
{
    public static string PreviewOf(this Page thread) => thread.Find("form.comments-form button[formaction]").GetAttribute("hx-post")!;

    public static string PreviewDocumentOf(this Page thread) => thread.Find("form.comments-form button[formaction]").GetAttribute("formaction")!;

    /// <summary>The address of a link on the comment with this text.</summary>
    public static string LinkOf(this Page thread, string text, string link) =>
        thread.Find($"#comment-{thread.IdOf(text)}").QuerySelectorAll("a").First(a => a.TextContent.Trim() == link).GetAttribute("hx-get")!;

    public static async Task<Page> AnswerFormAsync(this Visitor visitor, Site site, string subject, string text, string link = "Reply") =>
        await visitor.LoadAsync((await visitor.LoadThreadAsync(site, subject)).LinkOf(text, link));

    private static readonly (string Name, string Value)[] Openness =
    [
        ("AllowGuests", "true"), ("ProofOfWork", "false"), ("HoldFasterThanSeconds", "0"), ("HoldDuplicatesFrom", "0"), ("HoldPostsOver", "0"),
        ("GuestPostsPerMinute", "1000"), ("GuestPostsPerHour", "10000"), ("VotesPerMinute", "10000"),
    ];

    /// <summary>Guests may write as much and as fast as they like.</summary>
    public static Site OpenToGuests(this Site site)
    {
        foreach (var (name, value) in Openness)
            site.Settings[$"Packs:Comments:{name}"] = value;
        return site;
    }

    public static async Task<Page> CommentAsGuestAsync(this Visitor visitor, Site site, string subject, string text, string name = "Gwen", string email = "") =>
        await visitor.PostAsync((await visitor.LoadThreadAsync(site, subject)).Find("form.comments-form").GetAttribute("hx-post")!, ("Text", text), ("Name", name), ("Email", email));
}
