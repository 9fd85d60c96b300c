using System.Net;
using Components;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace App.Tests.Accounts;

/// <summary>A name belongs to one member.</summary>
public sealed class NameTests(SiteWithOutbox site) : IClassFixture<SiteWithOutbox>
{
    [Theory, InlineData("Nora"), InlineData("NORA"), InlineData("N0ra"), InlineData("N\u043Era"), InlineData(" N o r a "), InlineData("No\u200Bra")]
    public async Task A_members_name_or_one_that_looks_like_it_cannot_be_registered(string name)
    {
        await EnsureAsync("Nora");
        foreach (var email in new[] { "nobody-nora@example.com", "nora@example.com" })
        {
            var answer = await site.Visit().RegisterAsync(email, name);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains("Somebody else has this name", answer.Find("#account-name-error").TextContent, StringComparison.Ordinal);
        }
        Assert.Empty(site.MailsTo("nobody-nora@example.com"));
    }

    [Fact]
    public async Task It_is_said_in_Japanese_too()
    {
        await EnsureAsync("Nora");
        var visitor = site.Visit();
        visitor.Client.DefaultRequestHeaders.Add("Accept-Language", "ja");
        Assert.Contains("すでに使われています", (await visitor.RegisterAsync("jp@example.com", "Nora")).Find("#account-name-error").TextContent, StringComparison.Ordinal);
    }

    [Theory, InlineData("\u200B\u2060"), InlineData("x"), InlineData("\u3164\u3164"), InlineData("Nora@example.com"), InlineData("@nora")]
    public async Task A_name_must_be_readable(string name)
    {
        var answer = await site.Visit().RegisterAsync("unreadable@example.com", name);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("that can be read, without @", answer.Find("#account-name-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_shown_without_what_could_harm()
    {
        var visitor = site.Visit();
        await visitor.RegisterAsync("bidi@example.com", "\u202EBi\u200Bdi\u202C  Bo");
        await visitor.SendAsync(SiteWithOutbox.LinkIn(site.MailsTo("bidi@example.com")[0]));
        Assert.Contains("You are signed in as Bidi Bo (bidi@example.com)", (await visitor.OpenAsync("/account")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_registers_and_never_confirms_keeps_a_name_from_nobody_and_chooses_another_when_too_late()
    {
        var (slow, quick) = (site.Visit(), site.Visit());
        await slow.RegisterAsync("slow@example.com", "Wanted");
        await quick.RegisterAsync("quick@example.com", "Wanted");
        await quick.SendAsync(SiteWithOutbox.LinkIn(site.MailsTo("quick@example.com")[0]));
        Assert.True(await quick.IsSignedInAsync());
        var late = await slow.SendAsync(SiteWithOutbox.LinkIn(site.MailsTo("slow@example.com")[0]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Equal("Wanted", late.Find("#account-name").GetAttribute("value"));
        Assert.False(await slow.IsSignedInAsync());
        Assert.NotNull((await slow.SubmitAsync(late.Find("main form[method=post]"), ("Form.Name", "Wanted too"))).Location);
        Assert.Contains("Wanted too", (await slow.OpenAsync("/account")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_changed_and_the_old_one_is_free_again()
    {
        var mary = await site.VisitAsMemberAsync("Olda");
        Assert.EndsWith("/account", (await mary.SendAsync("/account/name", ("Form.Name", "Newa"))).Location, StringComparison.Ordinal);
        Assert.Contains("Newa", (await mary.OpenAsync("/")).Find("a[href='/account']").TextContent, StringComparison.Ordinal);
        Assert.True(await IsNameTakenAsync("newa"));
        Assert.False(await IsNameTakenAsync("Olda"));
        // Their own name, written another way, is theirs.
        Assert.NotNull((await mary.SendAsync("/account/name", ("Form.Name", "NEWA"))).Location);
        await EnsureAsync("Nora");
        var refused = await mary.SendAsync("/account/name", ("Form.Name", "nora"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Somebody else has this name", refused.Find("#account-name-error").TextContent, StringComparison.Ordinal);
        Assert.True(await IsNameTakenAsync("Newa"));
    }

    [Fact]
    public async Task Of_many_who_want_a_name_at_once_one_gets_it()
    {
        var visitors = new List<Visitor>();
        for (var i = 0; i < 6; i++)
            visitors.Add(await site.VisitAsMemberAsync($"Racer{(char)('a' + i)}"));
        var forms = await Task.WhenAll(visitors.Select(async visitor => (await visitor.OpenAsync("/account/name")).Find("main form[method=post]")));
        var answers = await Task.WhenAll(visitors.Zip(forms, (visitor, form) => visitor.SubmitAsync(form, ("Form.Name", "Winner"))));
        Assert.Single(answers, answer => answer.Location is not null);
        Assert.All(answers.Where(answer => answer.Location is null), answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status));
    }

    [Fact]
    public async Task Packs_are_told_who_is_a_member()
    {
        await EnsureAsync("Nora");
        await site.Visit().RegisterAsync("pending@example.com", "Pending");
        Assert.True(await IsNameTakenAsync("\u202En0ra"));
        Assert.False(await IsNameTakenAsync("Pending"));
        Assert.False(await IsNameTakenAsync("\u200B"));
        Assert.True(await IsEmailTakenAsync(" NORA@Example.com "));
        Assert.False(await IsEmailTakenAsync("pending@example.com"));
    }

    [Fact]
    public async Task Accounts_from_before_keep_their_names_where_they_can()
    {
        using var old = new SiteWithOutbox();
        await old.AddAccountAsync("Ada", "Administrator");
        using (var connection = old.OpenDatabase())
        {
            connection.Run("""DROP INDEX "IX_accounts_users_NameKey"; ALTER TABLE accounts_users DROP COLUMN "NameKey"; DELETE FROM accounts_migrations WHERE "MigrationId" LIKE '%_Names'""");
            foreach (var (id, name, isConfirmed) in new[] { ("1", "\u0410da", 1), ("2", "ADA", 1), ("3", "ada", 0), ("4", "Mary@example.com", 1), ("5", "Mary", 1), ("6", "\u200B", 1) })
                connection.Run($"""INSERT INTO accounts_users ("Id", "DisplayName", "UserName", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount") VALUES ('{id}', '{name}', 'u{id}', {isConfirmed}, 0, 0, 0, 0)""");
        }
        SqliteConnection.ClearAllPools();
        using var updated = new SiteWithOutbox { Settings = { ["Site:DataDirectory"] = Path.Combine(old.Directory, "data") } };
        _ = updated.Services;
        using var after = old.OpenDatabase();
        string NameOf(string id) => after.Ask<string>($"""SELECT "DisplayName" FROM accounts_users WHERE "Id" = '{id}'""");
        Assert.Equal("Ada", after.Ask<string>("""SELECT "DisplayName" FROM accounts_users WHERE "Email" = 'ada@example.com'"""));
        Assert.Equal(["\u0410da 2", "ADA 3", "ada", "Mary", "Mary 2", "Member"], "123456".Select(id => NameOf(id.ToString())));
        Assert.Equal(6, after.Ask<long>("""SELECT count(DISTINCT "NameKey") FROM accounts_users WHERE "NameKey" IS NOT NULL"""));
    }

    private async Task EnsureAsync(string name)
    {
        if (!await IsNameTakenAsync(name))
            await site.AddAccountAsync(name);
    }

    private async Task<bool> IsNameTakenAsync(string name)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMembers>().IsNameTakenAsync(name, TestContext.Current.CancellationToken);
    }

    private async Task<bool> IsEmailTakenAsync(string email)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMembers>().IsEmailTakenAsync(email, TestContext.Current.CancellationToken);
    }
}
