using Components.Data;
using Components.Files;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Inbox.Erasing;

/// <summary>Erases messages with all that belongs to them: files, notes, answers, and mails and calls, those that wait as well as what is left of those that were sent.</summary>
public sealed class MessageEraser(ContactDb db, FileStore<ContactPack> files)
{
    // Others wait while rows are erased, so not too many at a time.
    private const int BatchSize = 200;

    /// <summary>Erases messages, a batch a transaction.</summary>
    /// <returns>How many there were.</returns>
    internal async Task<int> EraseAsync(IEnumerable<long> ids, CancellationToken cancellation)
    {
        var erased = 0;
        foreach (var batch in ids.Chunk(BatchSize))
        {
            var (count, fileIds) = await db.WriteAsync(() => EraseRowsAsync(batch, cancellation), cancellation);
            erased += count;
            // After the rows: a file without a row is waste that is found again, a row without its file is a lie.
            foreach (var id in fileIds)
                files.Delete(id);
        }
        return erased;
    }

    /// <summary>The messages that came from an address; upper and lower case are the same.</summary>
    internal IQueryable<ContactMessage> From(string address)
    {
        var mailbox = ContactMessage.MailboxOf(address);
        return db.Messages.AsNoTracking().Where(message => message.Mailbox == mailbox);
    }

    /// <summary>Erases all that came from an address.</summary>
    /// <returns>How many messages.</returns>
    internal Task<int> EraseFromAsync(string address, CancellationToken cancellation) => EraseAsync(From(address), cancellation);

    /// <summary>Erases all that a query finds, along an index that ends with the key.</summary>
    /// <returns>How many messages.</returns>
    internal async Task<int> EraseAsync(IQueryable<ContactMessage> messages, CancellationToken cancellation)
    {
        var erased = 0;
        // Anew each time: more may have come meanwhile.
        while (await messages.OrderBy(message => message.Id).Select(message => message.Id).Take(BatchSize).ToListAsync(cancellation) is { Count: > 0 } ids)
            erased += await EraseAsync(ids, cancellation);
        return erased;
    }

    private async Task<(int Count, IReadOnlyList<Guid> Files)> EraseRowsAsync(long[] ids, CancellationToken cancellation)
    {
        var fileIds = await db.Files.Where(file => ids.Contains(file.MessageId)).Select(file => file.Id).ToListAsync(cancellation);
        await EraseOutgoingAsync(ids, cancellation);
        await db.Files.Where(file => ids.Contains(file.MessageId)).ExecuteDeleteAsync(cancellation);
        await db.Entries.Where(entry => ids.Contains(entry.MessageId)).ExecuteDeleteAsync(cancellation);
        return (await db.Messages.Where(message => ids.Contains(message.Id)).ExecuteDeleteAsync(cancellation), fileIds);
    }

    // What waits holds the message itself, and what was sent still holds the address.
    private async Task EraseOutgoingAsync(long[] ids, CancellationToken cancellation)
    {
        var deliveries = db.Deliveries.Where(delivery => ids.Contains(delivery.MessageId));
        var mails = deliveries.Where(delivery => delivery.Kind != DeliveryKind.Webhook).Select(delivery => delivery.ItemId);
        var calls = deliveries.Where(delivery => delivery.Kind == DeliveryKind.Webhook).Select(delivery => delivery.ItemId);
        await db.Outbox.Where(mail => mails.Contains(mail.Id)).ExecuteDeleteAsync(cancellation);
        await db.Calls.Where(call => calls.Contains(call.Id)).ExecuteDeleteAsync(cancellation);
        await db.Deliveries.Where(delivery => ids.Contains(delivery.MessageId)).ExecuteDeleteAsync(cancellation);
    }
}
