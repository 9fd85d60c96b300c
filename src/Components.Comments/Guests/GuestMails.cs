using System.Globalization;
using Components.Comments.Writing;
using Components.Data;
using Components.Embedding;
using Components.Mail;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Comments.Guests;

/// <summary>
/// Mails a guest the link to what they wrote. Anybody can type anybody's address, so the mail has no word of the guest's in it, comes at most once an hour and three times a day to an address,
/// and not again for the same guest within a month.
/// </summary>
internal sealed class GuestMails(IOptions<CommentsOptions> options, SiteAddress site, IServiceProvider services, TimeOrderedId ids, TimeProvider clock)
{
    public const int MostADay = 3;

    /// <summary>Between two mails to one address.</summary>
    public static readonly TimeSpan MinimumGap = TimeSpan.FromHours(1);

    /// <summary>When the same guest is mailed again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromDays(30);

    /// <summary>Writes the mail, if there is to be one, in the transaction that the comment is written in. <paramref name="comment"/> has no address that is a member's: those are not taken from guests.</summary>
    public async Task WriteAsync(PlainTransaction transaction, HttpContext http, Comment comment)
    {
        // The link would make a browser the guest on this site's own pages, and not on those of the site where the comment stands.
        if (EmbeddedVisitor.Of(http) is not null)
            return;
        if (!options.Value.GuestMail || comment.Email is not { } email || comment.State is not (CommentState.Approved or CommentState.Pending) || GuestCapability.TokenOf(http) is not { } capability)
            return;
        var now = clock.GetUtcNow();
        if (!await IsDueAsync(transaction, GuestLink.HashOf(email), comment.AuthorKey, now, http.RequestAborted))
            return;
        await transaction.ExecuteAsync("""DELETE FROM "comments_guest_links" WHERE "CreatedAt" < @p0""", [(now - GuestLink.Life).ToUnixTimeMilliseconds()], http.RequestAborted);
        var (link, token) = GuestLink.Make(now, comment.AuthorKey, capability, email);
        await transaction.InsertAsync(GuestLink.Insert, link, http.RequestAborted);
        await transaction.InsertAsync(OutboxModel.Insert, Compose(email, now, site.LinkTo(MyCommentsRoute.AddressOf(http, token))), http.RequestAborted);
    }

    private static async Task<bool> IsDueAsync(PlainTransaction transaction, string address, string author, DateTimeOffset now, CancellationToken cancellation)
    {
        var sent = await transaction.AllAsync(
            """SELECT "AuthorKey", "CreatedAt" FROM "comments_guest_links" WHERE "AddressHash" = @p0 AND "CreatedAt" > @p1""",
            [address, (now - Pause).ToUnixTimeMilliseconds()],
            row => (AuthorKey: row.GetString(0), CreatedAt: DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))),
            cancellation);
        return sent.TrueForAll(link => link.AuthorKey != author)
            && !sent.Exists(link => link.CreatedAt > now - MinimumGap)
            && sent.Count(link => link.CreatedAt > now - TimeSpan.FromDays(1)) < MostADay;
    }

    private OutboxMail Compose(string email, DateTimeOffset now, string link)
    {
        var L = CommentTexts.In(services);
        var host = site.Url.Host;
        string[] lines =
        [
            L["Hello,"],
            L["a comment was written at {0} by somebody who gave this address as theirs. If it was you: this link lets you edit and delete what you wrote, also in another browser or on another device:", host],
            link,
            L["Whoever has the link can do that, so keep it to yourself. It works until {0}.", (now + GuestLink.Life).ToString("d", CultureInfo.CurrentCulture)],
            L["If it was not you, you need not do anything. Your address is not shown to anybody."],
        ];
        return OutboxMail.Write(ids.Next(), now, email, L["Your comments at {0}", host], string.Join("\n\n", lines) + "\n");
    }
}
