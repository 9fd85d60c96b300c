using Microsoft.EntityFrameworkCore;

namespace Components.Contact;

/// <summary>What went out because of a message: a mail or a call in the outbox.</summary>
public sealed class ContactDelivery
{
    private ContactDelivery()
    {
    }

    /// <summary>The message.</summary>
    public long MessageId { get; private init; }

    /// <summary>What it is.</summary>
    public DeliveryKind Kind { get; private init; }

    /// <summary>The key of the mail or call in the outbox.</summary>
    public long ItemId { get; private init; }

    internal static ContactDelivery Of(ContactMessage message, DeliveryKind kind, long itemId) => new() { MessageId = message.Id, Kind = kind, ItemId = itemId };

    internal static void Map(ModelBuilder model) => model.Entity<ContactDelivery>(delivery =>
    {
        delivery.ToTable("contact_deliveries");
        delivery.HasKey(d => new { d.MessageId, d.Kind, d.ItemId });
    });
}

/// <summary>What went out.</summary>
public enum DeliveryKind
{
    /// <summary>The mail that tells the owner.</summary>
    Owner,

    /// <summary>The mail that thanks the sender.</summary>
    AutoReply,

    /// <summary>An answer from the inbox.</summary>
    Answer,

    /// <summary>A call of another program.</summary>
    Webhook,
}
