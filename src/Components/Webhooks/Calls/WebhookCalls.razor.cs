using System.ComponentModel.DataAnnotations;
using System.Text.Json;
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
using Microsoft.Extensions.Options;

namespace Components.Webhooks.Calls;

/// <summary>The calls, newest first: administrators see what is stuck and why, send again, give up, and send a test call.</summary>
[Fragment("webhooks/calls", Title = "Webhooks", Scope = UrlScope.User), Authorize(WebhooksPack.Manage), OwnPostLimit]
public sealed partial class WebhookCalls(IServiceProvider services, IOptions<WebhookOptions> options, TimeOrderedId ids, TimeProvider clock, ILogger<WebhookCalls> logger) : Fragment
{
    private const int PageSize = 30;

    private readonly WebhooksDb _db = services.GetRequiredService<WebhooksDb>();
    private IReadOnlyList<ListedCall> _calls = [];
    private bool _hasMore;

    /// <summary>Shows the calls before this one. Null: the newest.</summary>
    [Parameter] public long? Before { get; set; }

    /// <summary>Whether only those are shown that were given up, or failed three times or more. Default false.</summary>
    [Parameter] public bool Stuck { get; set; }

    private FragmentParameters Older => With((nameof(Before), _calls[^1].Id));

    private string Days => options.Value.GiveUpAfter.TotalDays.ToString("0.#", System.Globalization.CultureInfo.CurrentCulture);

    /// <summary>How many calls are stuck.</summary>
    public static Task<int> CountAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<WebhooksDb>().Calls.WhereStuck().CountAsync(cancellation);

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        var calls = Stuck ? _db.Calls.WhereStuck() : _db.Calls;
        if (Before is { } before)
            calls = calls.Where(call => call.Id < before);
        var found = await calls.OrderByDescending(call => call.Id).Take(PageSize + 1).Listed().ToListAsync(Aborted);
        (_calls, _hasMore) = ([.. found.Take(PageSize)], found.Count > PageSize);
    }

    /// <summary>Makes a call that carries nothing, so that an owner sees whether the receiver takes it.</summary>
    public async Task OnPostTestAsync([FromForm] TestCall form)
    {
        if (!OutboxCall.TryReadUrl(form.Url, out var url))
            Refuse(nameof(form.Url), L["This is no address that can be called. It looks like https://hooks.example/in, without a login."]);
        if (!OutboxCall.IsName(form.Key))
            Refuse(nameof(form.Key), L["A name is lower-case letters and digits, with hyphens, dots or underscores between them."]);
        if (url is null || !OutboxCall.IsName(form.Key))
            return;
        var now = clock.GetUtcNow();
        var call = OutboxCall.Write(ids.Next(), now, url, form.Key!, "webhooks.test", JsonSerializer.Serialize(new { @event = "webhooks.test", at = now }));
        _db.Add(call);
        await _db.SaveChangesAsync(Aborted);
        Response.Flash(L["The call is on its way. Load this page again in a moment to see what came of it."]);
        Response.Command(Command.Focus(FormattableString.Invariant($"call-{call.Id}")));
    }

    /// <summary>Makes a call due now.</summary>
    public Task OnPostAgainAsync([FromForm] ChosenCall form) => ChangeAsync(Chosen(form), call => call.SendAgain(clock.GetUtcNow()), L["It is tried again now."]);

    /// <summary>Stops trying.</summary>
    public Task OnPostGiveUpAsync([FromForm] ChosenCall form) => ChangeAsync(Chosen(form), call => call.GiveUp(clock.GetUtcNow()), L["It is not tried any more."]);

    /// <summary>Forgets a call that was given up. One that somebody else sends again meanwhile stays.</summary>
    public Task OnPostRemoveAsync([FromForm] ChosenCall form) => ChangeAsync(Chosen(form).Where(call => call.GivenUpAt != null), call => _db.Remove(call), L["The call is removed."]);

    private string? StateOf(ListedCall call) => call switch
    {
        { SentAt: not null } => null,
        { GivenUpAt: not null } => L["Given up"].Value,
        { Attempts: >= CallQueries.StuckAfter } => L["Stuck"].Value,
        _ => L["Waiting"].Value,
    };

    private IQueryable<OutboxCall> Chosen(ChosenCall form) => _db.Calls.Where(call => call.Id == form.Call && call.SentAt == null);

    private async Task ChangeAsync(IQueryable<OutboxCall> chosen, Action<OutboxCall> change, string done)
    {
        if (await chosen.SingleOrDefaultAsync(Aborted) is not { } call)
        {
            Response.Flash(L["That call was made meanwhile, is tried again, or is gone."], FlashLevel.Info);
            return;
        }
        change(call);
        await _db.SaveChangesAsync(Aborted);
        Log.Acted(logger, call.PublicId, Call!.Handler!.Name);
        Response.Flash(done);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Call {Id}: an administrator asked for '{Act}'")]
        public static partial void Acted(ILogger logger, string id, string act);
    }
}

/// <summary>Where a test call goes.</summary>
public sealed class TestCall
{
    /// <summary>The address, as an administrator types it.</summary>
    [Required, StringLength(OutboxCall.LongestUrl)]
    public string? Url { get; set; }

    /// <summary>The name of the key that signs it.</summary>
    [Required, StringLength(OutboxCall.LongestName)]
    public string? Key { get; set; }
}

/// <summary>Which call an action is about.</summary>
public sealed class ChosenCall
{
    /// <summary>Its key in the table.</summary>
    public long Call { get; set; }
}
