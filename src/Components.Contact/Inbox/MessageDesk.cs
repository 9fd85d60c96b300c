using System.Globalization;
using Components.Contact.Defence;
using Components.Contact.Forms;
using Components.Contact.Inbox.Erasing;
using Components.Contact.Mails;
using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Components.Contact.Inbox;

/// <summary>What can be done with messages, with one or with many.</summary>
public enum InboxAct
{
    /// <summary>Says that it is read.</summary>
    Read,

    /// <summary>Says that it is to be read again.</summary>
    Unread,

    /// <summary>Puts a star to it.</summary>
    Star,

    /// <summary>Takes the star away.</summary>
    Unstar,

    /// <summary>Puts it away.</summary>
    Archive,

    /// <summary>Takes it out of the archive.</summary>
    Unarchive,

    /// <summary>Puts it to the spam.</summary>
    Spam,

    /// <summary>Takes it out of the spam; the mails that were withheld are written now.</summary>
    NotSpam,

    /// <summary>Erases it for good.</summary>
    Delete,
}

/// <summary>Does it, each time as one transaction.</summary>
public sealed class MessageDesk(ContactDb db, FormStore forms, MessageMails mails, MessageEraser eraser, MessageLessons lessons, TimeProvider clock)
{
    /// <summary>With how many at once.</summary>
    internal const int MostAtOnce = 200;

    /// <summary>Does the same with some messages.</summary>
    /// <returns>With how many: not those that are gone, or as they should be already.</returns>
    internal async Task<int> DoAsync(InboxAct act, IReadOnlyCollection<long> ids, IStringLocalizer texts, CancellationToken cancellation)
    {
        if (act == InboxAct.Delete)
            return await eraser.EraseAsync(ids, cancellation);
        // A definition may be a file, and no file is read while others wait to write.
        var definitions = act == InboxAct.NotSpam ? await FormsOfAsync(ids, cancellation) : [];
        var done = await db.WriteAsync(
            async () =>
            {
                var messages = await db.Messages.Where(message => ids.Contains(message.Id)).OrderBy(message => message.Id).ToListAsync(cancellation);
                var changed = messages.Where(message => IsToDo(act, message)).ToList();
                foreach (var message in changed)
                    await ChangeAsync(act, message, definitions, texts, cancellation);
                await db.SaveChangesAsync(cancellation);
                return changed;
            },
            cancellation);
        // After the transaction: it may ask another server.
        if (act is InboxAct.Spam or InboxAct.NotSpam)
            await lessons.TeachAsync(done, act == InboxAct.Spam, cancellation);
        return done.Count;
    }

    private static bool IsToDo(InboxAct act, ContactMessage message) => act switch
    {
        InboxAct.Read => message.ReadAt is null,
        InboxAct.Unread => message.ReadAt is not null,
        InboxAct.Star => message.StarredAt is null,
        InboxAct.Unstar => message.StarredAt is not null,
        InboxAct.Archive => message.Place == MessagePlace.Inbox,
        InboxAct.Unarchive => message.Place == MessagePlace.Archive,
        InboxAct.Spam => message.Place != MessagePlace.Spam,
        InboxAct.NotSpam => message.Place == MessagePlace.Spam,
        _ => false,
    };

    private async Task ChangeAsync(InboxAct act, ContactMessage message, Dictionary<string, FormDefinition> definitions, IStringLocalizer texts, CancellationToken cancellation)
    {
        switch (act)
        {
            case InboxAct.Read:
                message.MarkRead(clock.GetUtcNow());
                break;
            case InboxAct.Unread:
                message.MarkUnread();
                break;
            case InboxAct.Star:
                message.Star(clock.GetUtcNow());
                break;
            case InboxAct.Unstar:
                message.Star(null);
                break;
            case InboxAct.Archive:
                message.MoveTo(MessagePlace.Archive);
                break;
            case InboxAct.Unarchive:
                message.MoveTo(MessagePlace.Inbox);
                break;
            case InboxAct.Spam:
                message.MoveTo(MessagePlace.Spam);
                break;
            case InboxAct.NotSpam:
                message.Rescue();
                await WriteWithheldAsync(message, definitions.GetValueOrDefault(message.Form) ?? Former(message), texts, cancellation);
                break;
        }
    }

    // Where it came to the spam by hand, its mails went out when it came.
    private async Task WriteWithheldAsync(ContactMessage message, FormDefinition form, IStringLocalizer texts, CancellationToken cancellation)
    {
        if (await db.Deliveries.AnyAsync(delivery => delivery.MessageId == message.Id, cancellation))
            return;
        using (SenderLanguage.Of(message))
            await mails.WriteAsync(form, message, await db.Files.AsNoTracking().Where(file => file.MessageId == message.Id).ToListAsync(cancellation), texts, cancellation);
    }

    private async Task<Dictionary<string, FormDefinition>> FormsOfAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        Dictionary<string, FormDefinition> found = [];
        foreach (var id in await db.Messages.Where(message => ids.Contains(message.Id)).Select(message => message.Form).Distinct().ToListAsync(cancellation))
            if ((await forms.FindAsync(id, db, cancellation))?.Form is { } form)
                found[id] = form;
        return found;
    }

    // The form is gone; its messages are not.
    private static FormDefinition Former(ContactMessage message) => new() { Id = message.Form, Title = new LocalText(message.FormTitle), Items = [] };
}

/// <summary>While it lasts, texts are in the language of a message's sender, as they were when it came.</summary>
internal sealed class SenderLanguage : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture, _uiCulture = CultureInfo.CurrentUICulture;

    private SenderLanguage(CultureInfo language) => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language, language);

    /// <summary>Begins. A language that is not known stays that of the request.</summary>
    public static SenderLanguage Of(ContactMessage message)
    {
        try
        {
            return new SenderLanguage(message.Language.Length == 0 ? CultureInfo.CurrentUICulture : CultureInfo.GetCultureInfo(message.Language));
        }
        catch (CultureNotFoundException)
        {
            return new SenderLanguage(CultureInfo.CurrentUICulture);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _uiCulture);
}
