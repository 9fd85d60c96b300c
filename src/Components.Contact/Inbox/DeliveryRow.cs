using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Inbox;

/// <summary>What became of something that went out because of a message.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ItemId">Its key in the outbox.</param>
/// <param name="To">To whom, of a call the host; null: it is no longer kept.</param>
/// <param name="SentAt">When it was taken; null: it waits.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="LastError">Why the last attempt failed; null: none did.</param>
/// <param name="NextAttemptAt">When it is tried next; null: it was given up, or is no longer kept.</param>
public sealed record DeliveryRow(DeliveryKind Kind, long ItemId, string? To, DateTimeOffset? SentAt, int Attempts, string? LastError, DateTimeOffset? NextAttemptAt)
{
    /// <summary>Whether it waits, and failed before.</summary>
    public bool IsFailing => To is not null && SentAt is null && LastError is not null;

    internal static async Task<IReadOnlyList<DeliveryRow>> OfAsync(ContactDb db, long message, CancellationToken cancellation)
    {
        var mails = from delivery in db.Deliveries
                    where delivery.MessageId == message && delivery.Kind != DeliveryKind.Webhook
                    join mail in db.Outbox on delivery.ItemId equals mail.Id into kept
                    from mail in kept.DefaultIfEmpty()
                    orderby delivery.ItemId
                    select new { delivery.Kind, delivery.ItemId, Mail = mail };
        var rows = await mails.AsNoTracking().ToListAsync(cancellation);
        return [
            .. rows.Select(row => new DeliveryRow(row.Kind, row.ItemId, row.Mail?.To, row.Mail?.SentAt, row.Mail?.Attempts ?? 0, row.Mail?.LastError, row.Mail?.NextAttemptAt)),
            .. await CallsAsync(db, message, cancellation),
        ];
    }

    // Not the whole address: it may hold a secret.
    private static async Task<IEnumerable<DeliveryRow>> CallsAsync(ContactDb db, long message, CancellationToken cancellation)
    {
        var calls = from delivery in db.Deliveries
                    where delivery.MessageId == message && delivery.Kind == DeliveryKind.Webhook
                    join call in db.Calls on delivery.ItemId equals call.Id into kept
                    from call in kept.DefaultIfEmpty()
                    orderby delivery.ItemId
                    select new { delivery.ItemId, Call = call };
        var rows = await calls.AsNoTracking().ToListAsync(cancellation);
        return rows.Select(row => new DeliveryRow(DeliveryKind.Webhook, row.ItemId, row.Call?.Target, row.Call?.SentAt, row.Call?.Attempts ?? 0, row.Call?.LastError, row.Call?.GivenUpAt is null ? row.Call?.NextAttemptAt : null));
    }

    internal static string NameOf(DeliveryKind kind) => kind switch
    {
        DeliveryKind.Owner => "Mail to the owner",
        DeliveryKind.AutoReply => "Automatic reply",
        DeliveryKind.Answer => "Answer by mail",
        _ => "Webhook",
    };
}
