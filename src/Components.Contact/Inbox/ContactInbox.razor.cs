using Components.Fragments;
using Components.Mail;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Contact.Inbox;

/// <summary>Which message an action is about.</summary>
public sealed class MessageChoice
{
    /// <summary>The message's key.</summary>
    public long Message { get; set; }
}

/// <summary>The messages, newest first, each with the state of its mail.</summary>
[Fragment("contact/inbox", Title = "Contact inbox", Scope = UrlScope.User), Authorize(ContactPack.Read)]
public sealed partial class ContactInbox(ContactDb db, TimeProvider clock) : Fragment
{
    private const int PageSize = 30;
    private IReadOnlyList<(ContactMessage Message, OutboxMail? Mail)> _entries = [];
    private bool _hasMore;

    /// <summary>Shows the messages before this one. Null: the newest.</summary>
    [Parameter] public long? Before { get; set; }

    private FragmentParameters Older => With((nameof(Before), _entries[^1].Message.Id));

    /// <summary>How many messages nobody has read.</summary>
    public static Task<int> CountAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<ContactDb>().Messages.CountAsync(message => message.ReadAt == null, cancellation);

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        var messages = db.Messages.AsNoTracking();
        if (Before is { } before)
            messages = messages.Where(message => message.Id < before);
        var rows = await messages.OrderByDescending(message => message.Id).Take(PageSize + 1)
            .Select(message => new { message, mail = db.Outbox.FirstOrDefault(mail => db.Deliveries.Any(delivery => delivery.MessageId == message.Id && delivery.Kind == DeliveryKind.Owner && delivery.ItemId == mail.Id)) }).ToListAsync(Aborted);
        (_entries, _hasMore) = ([.. rows.Take(PageSize).Select(row => (row.message, row.mail))], rows.Count > PageSize);
    }

    /// <summary>Marks a message as read.</summary>
    public async Task OnPostReadAsync([FromForm] MessageChoice form)
    {
        if (await db.Messages.FindAsync([form.Message], Aborted) is not { } message)
            return;
        message.MarkRead(clock.GetUtcNow());
        await db.SaveChangesAsync(Aborted);
    }
}
