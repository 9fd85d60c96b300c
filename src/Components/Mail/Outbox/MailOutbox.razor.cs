using Components.Data;
using Components.Fragments;
using Components.Responses;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Components.Mail.Outbox;

/// <summary>Which mails are listed.</summary>
public enum MailListing
{
    /// <summary>What no server has taken yet.</summary>
    Waiting,

    /// <summary>What waits too long.</summary>
    Stuck,

    /// <summary>What was sent of late.</summary>
    Sent,
}

/// <summary>Which mail an action is about.</summary>
public sealed class ChosenMail
{
    /// <summary>Its key.</summary>
    public long Mail { get; set; }
}

/// <summary>The outbox: what waits and why, newest first; to be sent at once, or given up.</summary>
[Fragment("mail/outbox", Title = "Outgoing mail", Scope = UrlScope.User), Authorize(MailPack.Manage)]
public sealed partial class MailOutbox(IServiceProvider services, TimeProvider clock, ILogger<MailOutbox> logger) : Fragment
{
    private const int PageSize = 30;
    private readonly MailDb _db = services.GetRequiredService<MailDb>();
    private IReadOnlyList<ListedMail> _mails = [];
    private bool _hasMore;

    /// <summary>Which are listed. Default: all that wait.</summary>
    [Parameter] public MailListing Show { get; set; }

    /// <summary>Shows those before this one. Null: the newest.</summary>
    [Parameter] public long? Before { get; set; }

    private FragmentParameters Older => With((nameof(Before), _mails[^1].Id));

    /// <summary>How many mails are stuck.</summary>
    public static Task<int> CountStuckAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<MailDb>().Outbox.Stuck(services.GetRequiredService<TimeProvider>().GetUtcNow()).CountAsync(cancellation);

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        var now = clock.GetUtcNow();
        var mails = Listed(now);
        if (Before is { } before)
            mails = mails.Where(mail => mail.Id < before);
        var found = await mails.OrderByDescending(mail => mail.Id).Take(PageSize + 1).Listed(_db.Outbox.Stuck(now)).ToListAsync(Aborted);
        (_mails, _hasMore) = ([.. found.Take(PageSize)], found.Count > PageSize);
    }

    /// <summary>Lets the worker try a mail at once.</summary>
    public Task OnPostAgainAsync([FromForm] ChosenMail form) => TryAgainAsync(_db.Outbox.Where(mail => mail.Id == form.Mail));

    /// <summary>Lets the worker try all of them at once, as when the server is back.</summary>
    public Task OnPostAllAgainAsync() => TryAgainAsync(_db.Outbox);

    /// <summary>Removes a mail that was not sent.</summary>
    public async Task OnPostGiveUpAsync([FromForm] ChosenMail form)
    {
        var removed = await _db.WriteAsync(() => _db.Outbox.Waiting().Where(mail => mail.Id == form.Mail).ExecuteDeleteAsync(Aborted), Aborted);
        if (removed == 0)
        {
            SayGone();
            return;
        }
        Log.GivenUp(logger, form.Mail, Http.User.UserId());
        Response.Flash(L["The mail is removed. It will not be sent."]);
    }

    private IQueryable<OutboxMail> Listed(DateTimeOffset now) => Show switch
    {
        MailListing.Stuck => _db.Outbox.Stuck(now),
        MailListing.Sent => _db.Outbox.Where(mail => mail.SentAt != null && mail.To != ""),
        _ => _db.Outbox.Waiting(),
    };

    private async Task TryAgainAsync(IQueryable<OutboxMail> mails)
    {
        var changed = await _db.WriteAsync(() => mails.SendAgainAsync(clock.GetUtcNow(), Aborted), Aborted);
        if (changed == 0)
            SayGone();
        else
            Response.Flash(L["It is tried again within seconds. Look again in a moment."]);
    }

    private void SayGone() => Response.Flash(L["That mail waits no longer."], FlashLevel.Info);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Mail {Id} was given up by {User}")]
        public static partial void GivenUp(ILogger logger, long id, string? user);
    }
}
