using System.Globalization;
using Components.Data;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Inbox;

/// <summary>Which messages somebody looks at: one definition for the list, the export and what both count.</summary>
/// <param name="Folder">Where.</param>
/// <param name="Form">Only of this form. Null: of all.</param>
/// <param name="Words">Only with all these words, in any order, in text, address or subject. Null: all.</param>
/// <param name="Me">The account of whoever asks.</param>
public sealed record InboxFilter(InboxFolder Folder, string? Form, string? Words, string Me)
{
    /// <summary>The longest search, in UTF-16 units.</summary>
    public const int LongestWords = 200;

    /// <summary>
    /// In how many messages words are looked for at once. No index helps to find words in a text, so a search reads: this bounds one request to some ten milliseconds, and a link goes on from there.
    /// </summary>
    internal const int MostSearched = 20_000;

    internal const int PageSize = 30;
    private const int MostWords = 8;

    /// <summary>A page, the newest first, from before a message.</summary>
    internal async Task<InboxPage> ReadAsync(ContactDb db, long? before, CancellationToken cancellation)
    {
        var (messages, end) = await SliceAsync(db, before ?? long.MaxValue, MostSearched, cancellation);
        var rows = await InboxRow.Of(db, messages.OrderByDescending(message => message.Id).Take(PageSize + 1)).ToListAsync(cancellation);
        var hasMore = rows.Count > PageSize;
        return new InboxPage([.. rows.Take(PageSize)], hasMore ? rows[PageSize - 1].Id : end, IsSearchCut: !hasMore && end is not null);
    }

    /// <summary>All of it in batches, the newest first, each read at once: a slow reader of an export must not hold up the database.</summary>
    internal async IAsyncEnumerable<ContactMessage> AllAsync(ContactDb db, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        const int BatchSize = 500;
        for (long? before = long.MaxValue; before is { } from;)
        {
            var (messages, end) = await SliceAsync(db, from, MostSearched, cancellation);
            var batch = await messages.OrderByDescending(message => message.Id).Take(BatchSize).ToListAsync(cancellation);
            foreach (var message in batch)
                yield return message;
            before = batch.Count == BatchSize ? batch[^1].Id : end;
        }
    }

    internal IReadOnlyList<string> WordList => Words is null ? [] : [.. Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords)];

    /// <summary>The parameters of an address that means the same, such as of an export.</summary>
    internal string Query => string.Create(CultureInfo.InvariantCulture, $"?folder={Folder}&form={Uri.EscapeDataString(Form ?? "")}&words={Uri.EscapeDataString(Words ?? "")}");

    /// <returns>What is found from before a message, as far as it is looked at; and where to go on looking, null: that is all.</returns>
    private async Task<(IQueryable<ContactMessage> Messages, long? End)> SliceAsync(ContactDb db, long before, int most, CancellationToken cancellation)
    {
        var messages = InFolder(db).Where(message => message.Id < before);
        if (WordList.Count == 0)
            return (messages, null);
        // Found by the folder's index alone.
        var end = await messages.OrderByDescending(message => message.Id).Skip(most).Select(message => (long?)message.Id).FirstOrDefaultAsync(cancellation);
        if (end is { } from)
            messages = messages.Where(message => message.Id > from);
        foreach (var pattern in WordList.Select(LikePattern.Containing))
            messages = messages.Where(message => EF.Functions.Like(message.Text, pattern, LikePattern.Escape) || EF.Functions.Like(message.Email, pattern, LikePattern.Escape) || EF.Functions.Like(message.Subject, pattern, LikePattern.Escape));
        return (messages, end + 1);
    }

    // Each has its index: IX_contact_messages_Place_Id, of one form _Place_Form_Id, _Unread, _Starred and _Assigned.
    private IQueryable<ContactMessage> InFolder(ContactDb db)
    {
        var all = db.Messages.AsNoTracking();
        var messages = Folder switch
        {
            InboxFolder.Unread => all.Where(message => message.Place == MessagePlace.Inbox && message.ReadAt == null),
            InboxFolder.Starred => all.Where(message => message.StarredAt != null && message.Place != MessagePlace.Spam),
            InboxFolder.Mine => all.Where(message => message.AssignedKey == Me && message.Place == MessagePlace.Inbox),
            InboxFolder.Archive => all.Where(message => message.Place == MessagePlace.Archive),
            InboxFolder.Spam => all.Where(message => message.Place == MessagePlace.Spam),
            _ => all.Where(message => message.Place == MessagePlace.Inbox),
        };
        if (string.IsNullOrEmpty(Form))
            return messages;
        // The unread, the starred and one's own are few, and have indexes that hold nothing else. SQLite would rather go through all of the form; by an expression it cannot.
        return Folder is InboxFolder.Unread or InboxFolder.Starred or InboxFolder.Mine ? messages.Where(message => message.Form + "" == Form) : messages.Where(message => message.Form == Form);
    }
}
