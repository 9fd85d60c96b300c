using System.ComponentModel.DataAnnotations;
using Components.Data;
using Components.Fragments;
using Components.Responses;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Embedding.Sites;

/// <summary>Which other sites may show fragments of this one: administrators add them, switch them off, remove them, and see the key that each signs its visitors' names with.</summary>
[Fragment("embedding/sites", Title = "Other sites", Scope = UrlScope.User), Authorize(EmbeddingPack.Manage), OwnPostLimit]
public sealed partial class OtherSites(IServiceProvider services, SiteAddress address, TimeOrderedId ids, TimeProvider clock) : Fragment
{
    private readonly EmbeddingDb _db = services.GetRequiredService<EmbeddingDb>();
    private IReadOnlyList<EmbeddingSite> _sites = [];
    private long? _added;
    private long? _shown;

    private string Own => address.Origin;

    private string Lines => $"""
        <script type="module" src="{address.Origin}{Http.Request.PathBase}/embed.js"></script>
        <component-view name="comments/thread" subject="/the/path/of/this/page"></component-view>
        """;

    /// <inheritdoc/>
    protected override async Task OnGetAsync() => _sites = await _db.Sites.AsNoTracking().OrderBy(site => site.Name).ThenBy(site => site.Id).ToListAsync(Aborted);

    /// <summary>Registers a site.</summary>
    public async Task OnPostAddAsync([FromForm] NewSite form)
    {
        if (WebOrigin.Read(form.Origin) is not { } origin)
            Refuse(nameof(form.Origin), L["This is no origin. It looks like https://blog.example, without a path."]);
        else if (origin == address.Origin)
            Refuse(nameof(form.Origin), L["This is this site's own address. Its pages need no registration."]);
        else if (await _db.Sites.AnyAsync(site => site.Origin == origin, Aborted))
            Refuse(nameof(form.Origin), L["This site is registered already."]);
        else
            await AddAsync(origin, form.Name!.Trim());
    }

    /// <summary>Lets its pages show fragments again.</summary>
    public Task OnPostOnAsync([FromForm] ChosenSite form) => ChangeAsync(form, site => site.Switch(true), L["Its pages show fragments of this site again."]);

    /// <summary>Serves its pages nothing any more.</summary>
    public Task OnPostOffAsync([FromForm] ChosenSite form) => ChangeAsync(form, site => site.Switch(false), L["It is switched off: its pages show a quiet note."]);

    /// <summary>Shows its key, which is never shown unasked.</summary>
    public Task OnPostShowKeyAsync([FromForm] ChosenSite form)
    {
        _shown = form.Site;
        return Task.CompletedTask;
    }

    /// <summary>Makes another key, and shows it.</summary>
    public Task OnPostRenewKeyAsync([FromForm] ChosenSite form)
    {
        _shown = form.Site;
        return ChangeAsync(form, site => site.RenewSecret(), L["The key is new. What was signed with the old one is good no longer."]);
    }

    /// <summary>Forgets it.</summary>
    public Task OnPostRemoveAsync([FromForm] ChosenSite form) => ChangeAsync(form, site => _db.Sites.Remove(site), L["The site is removed."]);

    private async Task AddAsync(string origin, string name)
    {
        var site = EmbeddingSite.Register(ids.Next(), origin, name, clock.GetUtcNow());
        _db.Add(site);
        await _db.SaveChangesAsync(Aborted);
        services.GetRequiredService<EmbeddingSites>().Forget();
        _added = site.Id;
        Response.Flash(L["The site is added. Paste the two lines into its pages."]);
        Response.Command(Command.Focus(FormattableString.Invariant($"site-{site.Id}")));
    }

    private async Task ChangeAsync(ChosenSite form, Action<EmbeddingSite> change, string done)
    {
        if (await _db.Sites.FindAsync([form.Site], Aborted) is not { } site)
        {
            Response.Flash(L["That site is gone already."], FlashLevel.Info);
            return;
        }
        change(site);
        await _db.SaveChangesAsync(Aborted);
        services.GetRequiredService<EmbeddingSites>().Forget();
        Response.Flash(done);
    }
}

/// <summary>A site to register.</summary>
public sealed class NewSite
{
    /// <summary>Scheme, host and port, as an administrator types it.</summary>
    [Required, StringLength(300)]
    public string? Origin { get; set; }

    /// <summary>What administrators call it.</summary>
    [Required, StringLength(EmbeddingSite.LongestName)]
    public string? Name { get; set; }
}

/// <summary>Which site an action is about.</summary>
public sealed class ChosenSite
{
    /// <summary>Its key in the table.</summary>
    public long Site { get; set; }
}
