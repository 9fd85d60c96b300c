using Components.Contact.Forms;
using Components.Data;
using Components.Fragments;
using Components.Outbox;
using Components.Responses;
using Components.Signing;
using Components.Spam;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Inbox;

/// <summary>One message: what was filled in, its files, what speaks against it, what went out because of it, notes, and answers.</summary>
[Fragment("contact/message", Title = "Message", Scope = UrlScope.User), Authorize(ContactPack.Read), OwnPostLimit]
public sealed partial class ContactMessageView(ContactDb db, MessageDesk desk, Answering answering, IMembers members, TimeOrderedId ids, TimeProvider clock) : Fragment
{
    private const int MostPeople = 200;
    private ContactMessage? _message;
    private IReadOnlyList<AnsweredField> _answers = [];
    private IReadOnlyList<ContactFile> _files = [];
    private IReadOnlyList<Finding> _findings = [];
    private IReadOnlyList<DeliveryRow> _deliveries = [];
    private IReadOnlyList<ContactEntry> _entries = [];
    private IReadOnlyList<Member> _people = [];
    private bool _asksToDelete;

    /// <summary>Which message.</summary>
    [Parameter, EditorRequired] public long Message { get; set; }

    /// <summary>Does something with it.</summary>
    public async Task OnPostAsync([FromForm] MessageActs form)
    {
        StayHere();
        var act = form.Act!.Value;
        if (act == InboxAct.Delete && form.Sure is null)
        {
            _asksToDelete = true;
            Response.ShowDocument();
            return;
        }
        var done = await desk.DoAsync(act, [Message], L, Aborted);
        Response.Flash(done > 0 ? L[ActTexts.DoneOf(act), done] : L["There was nothing to change."], done > 0 ? FlashLevel.Success : FlashLevel.Info);
        if (act == InboxAct.Delete && HostPage.StartsWith('/'))
            Response.RedirectPage(HostPage);
        // To come back to it without JavaScript would be to open it.
        else if (act == InboxAct.Unread && HostPage.StartsWith('/'))
            Response.ReturnTo(HostPage);
    }

    /// <summary>Makes it somebody's task, or nobody's.</summary>
    public async Task OnPostAssignAsync([FromForm] Assignment form)
    {
        StayHere();
        var person = string.IsNullOrEmpty(form.Person) ? null : (await PeopleAsync()).FirstOrDefault(member => member.Id == form.Person);
        if (person is null && !string.IsNullOrEmpty(form.Person))
        {
            Response.Fail(StatusCodes.Status409Conflict, L["This person may not read messages."]);
            return;
        }
        if (await FindAsync() is not { } message)
            return;
        message.Assign(person?.Id, person?.Name);
        await db.SaveChangesAsync(Aborted);
        Response.Flash(person is null ? L["The message is nobody's task now."] : L["Assigned to {0}.", PersonName.Clean(person.Name)]);
    }

    /// <summary>Notes something for the other readers.</summary>
    public async Task OnPostNoteAsync([FromForm] NoteForm form)
    {
        StayHere();
        if (await FindAsync() is not { } message)
            return;
        if (await Once.FindAsync(db) is null)
        {
            db.Add(ContactEntry.Write(ids.Next(), clock.GetUtcNow(), message.Id, Me.Key, Me.Name, form.Text!.ReplaceLineEndings("\n").Trim()));
            await Once.SaveAsync(db);
        }
        Response.Flash(L["The note is kept."]);
    }

    /// <summary>Answers the sender by mail.</summary>
    public async Task OnPostAnswerAsync([FromForm] AnswerForm form)
    {
        StayHere();
        if (await FindAsync() is not { } message)
            return;
        if (message.Email.Length == 0)
        {
            Refuse("", L["There is no address to answer to."]);
            return;
        }
        await answering.SendAsync(message, Me, form, L, Once, Aborted);
        Response.Flash(L["Your answer is on its way to {0}.", message.Email]);
    }

    /// <summary>Has a mail or a call tried again at once.</summary>
    public async Task OnPostAgainAsync([FromForm] ChosenDelivery form)
    {
        StayHere();
        // One transaction with the look at it: the worker may hand it over in the same moment.
        var isWaiting = await db.WriteAsync(
            async () =>
            {
                if (await FindWaitingAsync(form.Item) is not { } item)
                    return false;
                item.SendAgain(clock.GetUtcNow());
                await db.SaveChangesAsync(Aborted);
                return true;
            },
            Aborted);
        Response.Flash(isWaiting ? L["It is tried again now."] : L["There was nothing to change."], isWaiting ? FlashLevel.Success : FlashLevel.Info);
    }

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        _message = await db.Messages.AsNoTracking().SingleOrDefaultAsync(message => message.Id == Message, Aborted);
        if (_message is null)
        {
            Response.Status ??= StatusCodes.Status404NotFound;
            return;
        }
        if (IsOpenedByAPerson && _message.ReadAt is null)
        {
            await desk.DoAsync(InboxAct.Read, [Message], L, Aborted);
            _message.MarkRead(clock.GetUtcNow());
        }
        _answers = AnsweredField.FromJson(_message.Answers);
        _findings = Finding.FromJson(_message.Findings);
        _files = await db.Files.AsNoTracking().Where(file => file.MessageId == Message).OrderBy(file => file.Name).ToListAsync(Aborted);
        _deliveries = await DeliveryRow.OfAsync(db, Message, Aborted);
        _entries = await db.Entries.AsNoTracking().Where(entry => entry.MessageId == Message).OrderBy(entry => entry.Id).ToListAsync(Aborted);
        _people = await PeopleAsync();
    }

    // To open a message is to read it, as in every mail program, though it is a GET. So only a click on our own pages counts: no page of others', no preview and no prefetch of a browser
    // (https://wicg.github.io/nav-speculation/prefetch.html#sec-purpose-header). Elsewhere there is the button. And who marks it as unread does not open it by that.
    private bool IsOpenedByAPerson =>
        HttpMethods.IsGet(Http.Request.Method)
        && Http.Request.Headers["Sec-Fetch-Site"] == "same-origin"
        && Http.Request.Headers["Sec-Fetch-Dest"].ToString() is "document" or "empty"
        && Http.Request.Headers["Sec-Purpose"].Count == 0
        && Http.Request.Headers["Purpose"].Count == 0;

    private (string Key, string Name) Me => (Http.User.UserId() ?? "", Http.User.DisplayName());

    // Another reader may have erased it; who acts on it then is told so.
    private async Task<ContactMessage?> FindAsync()
    {
        var message = await db.Messages.SingleOrDefaultAsync(message => message.Id == Message, Aborted);
        if (message is null)
            Response.Fail(StatusCodes.Status404NotFound, L["This message is not there any more."]);
        return message;
    }

    private async Task<OutboxItem?> FindWaitingAsync(long item) =>
        await db.Deliveries.AsNoTracking().FirstOrDefaultAsync(delivery => delivery.MessageId == Message && delivery.ItemId == item, Aborted) switch
        {
            null => null,
            { Kind: DeliveryKind.Webhook } => await db.Calls.SingleOrDefaultAsync(call => call.Id == item && call.SentAt == null, Aborted),
            _ => await db.Outbox.SingleOrDefaultAsync(mail => mail.Id == item && mail.SentAt == null, Aborted),
        };

    // Those who have the permission where the site says nothing else.
    private Task<IReadOnlyList<Member>> PeopleAsync() => members.InRolesAsync(ContactPack.Readers, MostPeople, Aborted);

    // Without JavaScript: back to this message, not to the list of the page that it stands on.
    private void StayHere()
    {
        if (HostPage.StartsWith('/'))
            Response.ReturnTo(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{HostPage}?message={Message}#{Url.ElementId}"));
    }
}
