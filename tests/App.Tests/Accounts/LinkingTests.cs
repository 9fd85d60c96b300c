using System.Net;
using Testing;
using static App.Tests.Accounts.SiteWithProviders;

namespace App.Tests.Accounts;

/// <summary>Providers that a member links to an account and unlinks from it.</summary>
public sealed class LinkingTests(SiteWithProviders site) : IClassFixture<SiteWithProviders>
{
    [Fact]
    public async Task A_provider_is_linked_and_unlinked_and_the_last_way_in_stays()
    {
        site.Hub.Person = new { id = "lena-hub", name = "Lena", email = "lena@example.com", email_verified = true };
        site.Club.Person = new { id = "lena-club" };
        var lena = site.Visit();
        await JoinAsync(lena, "Lena");
        Assert.Contains("only way to sign in", (await UnlinkAsync(lena, "hub")).Html, StringComparison.Ordinal);
        await SignInByAsync(lena, "club", "/account/ways-in");
        Assert.Contains("It is unlinked.", (await UnlinkAsync(lena, "hub")).Html, StringComparison.Ordinal);
        Assert.Contains("only way to sign in", (await UnlinkAsync(lena, "club")).Html, StringComparison.Ordinal);
        var later = site.Visit();
        await SignInByAsync(later, "club");
        Assert.Contains("lena@example.com", (await later.OpenAsync("/account")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_without_a_password_gets_one_by_mail()
    {
        site.Hub.Person = new { id = "passless", name = "Passa", email = "passa@example.com", email_verified = true };
        var passa = site.Visit();
        await JoinAsync(passa, "Passa");
        Assert.Empty((await passa.OpenAsync("/account")).FindAll("#account-present"));
        Assert.Null((await site.Visit().SignInAsync("passa@example.com", People.Password)).Location);
        await site.Visit().ForgetAsync("passa@example.com");
        await site.Visit().SendAsync(SiteWithOutbox.LinkIn(Assert.Single(site.MailsTo("passa@example.com"))), ("Form.Password", People.Password));
        var later = site.Visit();
        Assert.NotNull((await later.SignInAsync("passa@example.com", People.Password)).Location);
        Assert.NotEmpty((await later.OpenAsync("/account")).FindAll("#account-present"));
        Assert.Contains("It is unlinked.", (await UnlinkAsync(later, "hub")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Linking_needs_a_link_of_ones_own()
    {
        var victim = await site.VisitAsMemberAsync("Linka");
        var attacker = await site.VisitAsMemberAsync("Forga");
        var forged = (await attacker.OpenAsync("/account/ways-in")).Find("a[data-provider=hub]").GetAttribute("href")!;
        foreach (var address in new[] { forged, "/account/external/hub?link=guessed", "/account/external/hub?link=", forged.Replace("/hub?", "/club?", StringComparison.Ordinal) })
            Assert.EndsWith("/account/ways-in", (await victim.OpenAsync(address)).Location, StringComparison.Ordinal);
        // Without one, nothing is begun for somebody who is signed in.
        Assert.Equal("/", (await victim.OpenAsync("/account/external/hub")).Location);
        Assert.Equal(HttpStatusCode.BadRequest, (await victim.PostPlainlyAsync("/account/external/hub/unlink", ("key", "x"))).Status);
    }

    [Fact]
    public async Task What_belongs_to_somebody_else_here_cannot_be_linked()
    {
        site.Hub.Person = new { id = "firsta", name = "Firsta", email = "firsta@example.com", email_verified = true };
        await JoinAsync(site.Visit(), "Firsta");
        var second = await site.VisitAsMemberAsync("Seconda");
        Assert.Contains("could not be linked", (await SignInByAsync(second, "hub", "/account/ways-in")).Html, StringComparison.Ordinal);
        Assert.Single((await second.OpenAsync("/account/ways-in")).FindAll(".site-ways-in li"));
    }

    [Fact]
    public async Task Nobody_links_for_somebody_who_signed_in_meanwhile()
    {
        site.Hub.Person = new { id = "meanwhile" };
        var browser = await site.VisitAsMemberAsync("Beforea");
        var back = await AnswerAsync(await PressAsync(browser, "hub", "/account/ways-in"));
        await site.AddAccountAsync("Aftera");
        await browser.SignInAsync("aftera@example.com", People.Password);
        Assert.Contains("could not be linked", (await FollowAsync(browser, back)).Html, StringComparison.Ordinal);
    }

    private static async Task<Page> UnlinkAsync(Visitor visitor, string provider)
    {
        var answer = await visitor.SubmitAsync((await visitor.OpenAsync("/account/ways-in")).Find($"form[action='/account/external/{provider}/unlink']"));
        return await FollowAsync(visitor, answer.Location!);
    }
}
