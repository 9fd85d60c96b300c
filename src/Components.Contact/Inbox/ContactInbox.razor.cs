using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Components.Contact.Forms;
using Components.Fragments;
using Components.Responses;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Contact.Inbox;

/// <summary>The messages, a line each, and what can be done with them, one by one and together; one of them opened, with an address of its own.</summary>
[Fragment("contact/inbox", Title = "Contact inbox", Scope = UrlScope.User), Authorize(ContactPack.Read), OwnPostLimit]
public sealed partial class ContactInbox(ContactDb db, FormStore forms, MessageDesk desk) : Fragment
{
    private const int MostForms = 200;
    private static readonly InboxFolder[] Folders = Enum.GetValues<InboxFolder>();
    private InboxPage _page = InboxPage.Empty;
    private IReadOnlyList<(string Id, string Title)> _forms = [];
    private IReadOnlyList<long> _toDelete = [];
    private int _unread;

    /// <summary>Where.</summary>
    [Parameter] public InboxFolder Folder { get; set; }

    /// <summary>Only messages of this form. Null: of all.</summary>
    [Parameter, StringLength(FormItem.LongestName)] public string? Form { get; set; }

    /// <summary>Only messages with all these words. Null: all.</summary>
    [Parameter, StringLength(InboxFilter.LongestWords)] public string? Words { get; set; }

    /// <summary>Shows the messages before this one. Null: the newest.</summary>
    [Parameter] public long? Before { get; set; }

    /// <summary>Ticks all boxes.</summary>
    [Parameter] public bool All { get; set; }

    /// <summary>Shows this message. Null: the list.</summary>
    [Parameter] public long? Message { get; set; }

    /// <summary>How many messages wait to be read.</summary>
    public static Task<int> CountAsync(IServiceProvider services, CancellationToken cancellation) => UnreadAsync(services.GetRequiredService<ContactDb>(), cancellation);

    /// <summary>Does something with the ticked messages, or with one.</summary>
    public async Task OnPostAsync([FromForm] InboxActs form)
    {
        if (Read(form) is not var (act, messages))
        {
            Response.Flash(L["Tick the messages first."], FlashLevel.Info);
            return;
        }
        if (act == InboxAct.Delete && form.Sure is null)
        {
            // Nothing is done yet: who has no JavaScript sees the question as the answer to the post itself.
            _toDelete = messages;
            Response.ShowDocument();
            return;
        }
        var done = await desk.DoAsync(act, messages, L, Aborted);
        Response.Flash(done > 0 ? L[ActTexts.DoneOf(act), done] : L["There was nothing to change."], done > 0 ? FlashLevel.Success : FlashLevel.Info);
        All = false;
    }

    /// <summary>Searches, and shows one form's messages or all.</summary>
    public Task OnPostFindAsync([FromForm] InboxSearch form)
    {
        Response.RedirectInside(Url.With(Here.With((nameof(Before), null), (nameof(Words), NullIfBlank(form.Words)), (nameof(Form), NullIfBlank(form.Form)))));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, object?>? OnPageAsked(IQueryCollection query)
    {
        Dictionary<string, object?> asked = [];
        if (Enum.TryParse<InboxFolder>(query["folder"], ignoreCase: true, out var folder) && Enum.IsDefined(folder))
            asked[nameof(Folder)] = folder;
        foreach (var name in new[] { nameof(Message), nameof(Before) })
            if (long.TryParse(query[name.ToLowerInvariant()], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                asked[name] = id;
        if (query["form"].ToString() is { Length: > 0 and <= FormItem.LongestName } form)
            asked[nameof(Form)] = form;
        if (query["words"].ToString() is { Length: > 0 and <= InboxFilter.LongestWords } words)
            asked[nameof(Words)] = words;
        return asked.Count == 0 ? null : asked;
    }

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        if (Message is not null)
            return;
        _page = await Filter.ReadAsync(db, Before, Aborted);
        _unread = await UnreadAsync(db, Aborted);
        _forms = await TitlesAsync();
    }

    private InboxFilter Filter => new(Folder, Form, Words, Http.User.UserId() ?? "");

    private FragmentParameters Here => With((nameof(All), null), (nameof(Message), null));

    private FragmentParameters Newest => Here.With((nameof(Before), null));

    private FragmentParameters Older => Here.With((nameof(Before), _page.Older));

    private FragmentParameters In(InboxFolder folder) => Newest.With((nameof(Folder), folder == InboxFolder.Inbox ? null : folder));

    private FragmentParameters Opened(long message) => Here.With((nameof(Message), message));

    private static Task<int> UnreadAsync(ContactDb db, CancellationToken cancellation) =>
        db.Messages.CountAsync(message => message.Place == MessagePlace.Inbox && message.ReadAt == null, cancellation);

    private async Task<IReadOnlyList<(string Id, string Title)>> TitlesAsync()
    {
        var known = (await forms.AllAsync(db, Aborted)).ToDictionary(form => form.Id, form => form.Form?.Title.In(L) ?? form.Id);
        return [.. known.Keys.Union(await InboxRow.FormsAsync(db, MostForms, Aborted)).Order(StringComparer.Ordinal).Select(id => (id, known.GetValueOrDefault(id, id)))];
    }

    private (InboxAct Act, IReadOnlyList<long> Messages)? Read(InboxActs form)
    {
        if (form.One?.Split(':') is [var name, var key] && Enum.TryParse<InboxAct>(name, out var one) && Enum.IsDefined(one) && TryReadKey(key, out var id))
            return (one, [id]);
        var ticked = Http.Request.Form[InboxActs.Ticked].SelectMany(text => TryReadKey(text, out var key) ? [key] : Array.Empty<long>()).Distinct().Take(MessageDesk.MostAtOnce).ToList();
        return form.Act is { } act && Enum.IsDefined(act) && ticked.Count > 0 ? (act, ticked) : null;
    }

    private static bool TryReadKey(string? text, out long key) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out key);

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What is posted to do something with messages.</summary>
public sealed class InboxActs
{
    /// <summary>The name of the boxes; each has a message's key.</summary>
    internal const string Ticked = "Message";

    /// <summary>What is done with the ticked messages.</summary>
    public InboxAct? Act { get; set; }

    /// <summary>What is done with one message: <c>Star:123</c>.</summary>
    public string? One { get; set; }

    /// <summary>Says that what cannot be undone is meant so.</summary>
    public string? Sure { get; set; }
}

/// <summary>What is posted to search.</summary>
public sealed class InboxSearch
{
    /// <summary>All words must be there.</summary>
    [StringLength(InboxFilter.LongestWords)]
    public string? Words { get; set; }

    /// <summary>The form; empty: all.</summary>
    [StringLength(FormItem.LongestName)]
    public string? Form { get; set; }
}
