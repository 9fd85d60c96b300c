using System.ComponentModel.DataAnnotations;
using Components.Data;
using Components.Fragments;
using Components.Responses;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Webhooks.Keys;

/// <summary>What calls are signed with: administrators make keys, look at them and make them anew.</summary>
[Fragment("webhooks/keys", Title = "Webhook keys", Scope = UrlScope.User), Authorize(WebhooksPack.Manage), OwnPostLimit]
public sealed partial class WebhookKeys(IServiceProvider services, IDatabase database, TimeProvider clock) : Fragment
{
    private readonly WebhooksDb _db = services.GetRequiredService<WebhooksDb>();
    private IReadOnlyList<WebhookKey> _keys = [];
    private string? _shown;

    /// <inheritdoc/>
    protected override async Task OnGetAsync() => _keys = await _db.Keys.AsNoTracking().OrderBy(key => key.Name).ToListAsync(Aborted);

    /// <summary>Makes a key, and shows it.</summary>
    public async Task OnPostAddAsync([FromForm] KeyName form)
    {
        if (!OutboxCall.IsName(form.Name))
        {
            Refuse(nameof(form.Name), L["A name is lower-case letters and digits, with hyphens, dots or underscores between them."]);
            return;
        }
        _db.Add(WebhookKey.Make(form.Name!, clock.GetUtcNow()));
        try
        {
            await _db.SaveChangesAsync(Aborted);
            Show(form.Name!, L["The key is made."]);
        }
        catch (Exception e) when (database.IsDuplicate(e))
        {
            _db.ChangeTracker.Clear();
            Refuse(nameof(form.Name), L["There is a key of this name already."]);
        }
    }

    /// <summary>Shows a key, which is never shown unasked.</summary>
    public Task OnPostShowAsync([FromForm] KeyName form)
    {
        _shown = form.Name;
        return Task.CompletedTask;
    }

    /// <summary>Makes a key anew, and shows it.</summary>
    public async Task OnPostRenewAsync([FromForm] KeyName form)
    {
        if (await _db.Keys.FindAsync([form.Name], Aborted) is not { } key)
            return;
        key.Renew(clock.GetUtcNow());
        await _db.SaveChangesAsync(Aborted);
        Show(key.Name, L["The key is new. Give it to the receiver: calls are signed with it from now on."]);
    }

    private void Show(string name, string said)
    {
        _shown = name;
        Response.Flash(said);
        Response.Command(Command.Focus($"key-{name}"));
    }
}

/// <summary>Which key an action is about.</summary>
public sealed class KeyName
{
    /// <summary>Its name.</summary>
    [Required, StringLength(OutboxCall.LongestName)]
    public string? Name { get; set; }
}
