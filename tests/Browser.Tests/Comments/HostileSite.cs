using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Components.Comments;
using Components.Comments.Guests;
using Components.Comments.Moderation;
using Components.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Browser.Tests.Comments;

/// <summary>A site in whose tables every payload is a text, a name, a website, an address, a subject, a page, a reason, a rule and an earlier text; as an import might leave it.</summary>
public sealed class HostileSite : LiveSite
{
    /// <summary>How many comments of the page a page of the thread has.</summary>
    public const int PageSize = 100;

    public const string Harmless = "Harmless words.";

    public HostileSite()
    {
        Settings["Packs:Comments:AllowGuests"] = "true";
        Settings["Packs:Comments:PageSize"] = PageSize.ToString(CultureInfo.InvariantCulture);
        Settings["Packs:Comments:RepliesShown"] = "1";
        Settings["Packs:Comments:Sort"] = "Oldest";
    }

    public string Subject => InlineArticle.Split('/')[^1];

    /// <summary>Fills the tables: every other comment answers the one before it.</summary>
    /// <returns>The keys of those at the top level.</returns>
    public async Task<IReadOnlyList<long>> FillAsync(IReadOnlyList<string> payloads)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommentsDb>();
        List<long> top = [];
        await WriteAsync(Subject, InlineArticle, parent: null, new Author("guest:harmless", "Rosa", null, "https://rosa.example/"), Harmless, CommentState.Approved);
        Comment? before = null;
        foreach (var payload in payloads)
        {
            before = await WriteAsync(Subject, InlineArticle, before, AuthorOf(payload), payload, CommentState.Approved);
            db.Add(new Revision(Next(), before.Id, payload, Now, "guest:x"));
            if (before.IsTopLevel)
                top.Add(before.Id);
            else
                before = null;
        }
        await db.SaveChangesAsync();
        return top;
    }

    /// <summary>Fills what only moderators see.</summary>
    public async Task FillDeskAsync(IReadOnlyList<string> payloads)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommentsDb>();
        foreach (var (i, payload) in payloads.Index())
        {
            var comment = await WriteAsync(Cut($"{i} {payload}", Comment.LongestSubject), payload, parent: null, AuthorOf(payload), payload, CommentState.Pending);
            db.Add(Ban.Of(Next(), BanKind.Author, $"guest:{i}", Cut(payload, Comment.LongestName), payload, null));
            db.Add(AuditEntry.Of(Next(), Next(), Now, new Viewer("member:x", Cut(payload, Comment.LongestName), IsModerator: true), ModerationAct.Approve, comment.Id, CommentState.Pending, CommentState.Approved));
            db.Add(new Revision(Next(), comment.Id, payload, Now, "guest:x"));
        }
        db.Add(Components.Spam.WrittenRule.Write(Next(), new Components.Spam.RuleSettings { Id = "", Kind = Components.Spam.RuleKind.Words, Entries = Cut(string.Join('\n', payloads), Components.Spam.WrittenRule.LongestEntries) }));
        await db.SaveChangesAsync();
    }

    /// <summary>Fills the pages on which guests find what they wrote.</summary>
    /// <returns>Each guest's capability, and the address of their page.</returns>
    public async Task<IReadOnlyList<(string Capability, string Address)>> FillGuestsAsync(IReadOnlyList<string> payloads)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommentsDb>();
        List<(string, string)> guests = [];
        foreach (var some in payloads.Chunk(MyComments.MostListed))
        {
            var capability = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            var key = Author.GuestKey(capability);
            foreach (var payload in some)
                await WriteAsync(Cut($"{guests.Count} {payload}", Comment.LongestSubject), payload, parent: null, AuthorOf(payload) with { Key = key }, payload, CommentState.Approved);
            var (link, token) = GuestLink.Make(Now, key, capability, "guest@example.com");
            db.Add(link);
            guests.Add((capability, $"/c/comments/mine/{token}"));
        }
        await db.SaveChangesAsync();
        return guests;
    }

    private long Next() => Get<TimeOrderedId>().Next();

    private static Author AuthorOf(string payload) => new("guest:x", payload, Cut(payload, Comment.LongestEmail), Cut(payload, Comment.LongestWebsite));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
