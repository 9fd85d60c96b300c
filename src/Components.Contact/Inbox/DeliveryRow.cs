using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Inbox;

/// <summary>What became of something that went out because of a message.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ItemId">Its key in the outbox.</param>
/// <param name="To">The address of a mail, or the host of a call; null: it is no longer kept.</param>
/// <param name="SentAt">When it was taken; null: it waits.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="LastError">Why the last attempt failed; null: none did.</param>
/// <param name="NextAttemptAt">When it is tried next.</param>
/// <param name="GivenUpAt">When it was given up; null: it was not. Mails never are.</param>
public sealed record DeliveryRow(DeliveryKind Kind, long ItemId, string? To, DateTimeOffset? SentAt, int Attempts, string? LastError, DateTimeOffset? NextAttemptAt, DateTimeOffset? GivenUpAt = null)
{
    /// <summary>Whether it waits, and failed before.</summary>
    public bool IsFailing => To is not null && SentAt is null && LastError is not null;

    internal static async Task<IReadOnlyList<DeliveryRow>> OfAsync(ContactDb db, long message, CancellationToken cancellation)
    {
        var deliveries = db.Deliveries.AsNoTracking().Where(delivery => delivery.MessageId == message);
        var mails = from delivery in deliveries
                    where delivery.Kind != DeliveryKind.Webhook
                    join mail in db.Outbox on delivery.ItemId equals mail.Id into kept
                    from mail in kept.DefaultIfEmpty()
                    orderby delivery.ItemId
                    select new DeliveryRow(delivery.Kind, delivery.ItemId, mail.To, mail.SentAt, (int?)mail.Attempts ?? 0, mail.LastError, mail.NextAttemptAt, null);
        var calls = from delivery in deliveries
                    where delivery.Kind == DeliveryKind.Webhook
                    join call in db.Calls on delivery.ItemId equals call.Id into kept
                    from call in kept.DefaultIfEmpty()
                    orderby delivery.ItemId
                    select new DeliveryRow(delivery.Kind, delivery.ItemId, call.Target, call.SentAt, (int?)call.Attempts ?? 0, call.LastError, call.NextAttemptAt, call.GivenUpAt);
        return [.. await mails.ToListAsync(cancellation), .. await calls.ToListAsync(cancellation)];
    }

    internal static string NameOf(DeliveryKind kind) => kind switch
    {
        DeliveryKind.Owner => "Mail to the owner",
        DeliveryKind.AutoReply => "Automatic reply",
        DeliveryKind.Answer => "Answer by mail",
        _ => "Webhook",
    };
}
