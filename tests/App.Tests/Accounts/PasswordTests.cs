using System.Net;
using Testing;

namespace App.Tests.Accounts;

public sealed class PasswordTests(SiteWithOutbox site) : IClassFixture<SiteWithOutbox>
{
    private const string Fresh = "a fresh password";

    [Fact]
    public async Task The_mail_of_a_forgotten_password_leads_to_the_sites_own_address_whatever_host_was_named()
    {
        await site.AddAccountAsync("Hosta");
        var visitor = site.Visit();
        var form = (await visitor.OpenAsync("/account/forgotten")).Find("main form[method=post]");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/forgotten")
        {
            Content = new FormUrlEncodedContent(form.QuerySelectorAll("input[type=hidden]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!))
                .Append(KeyValuePair.Create("Form.Email", "hosta@example.com"))),
        };
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        var answer = await visitor.SendAsync(request);
        Assert.DoesNotContain("evil.example", site.MailsTo("hosta@example.com")[0], StringComparison.Ordinal);
        Assert.StartsWith("http://localhost/account/reset?", SiteWithOutbox.LinkIn(site.MailsTo("hosta@example.com")[0]), StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reset_link_works_once()
    {
        await site.AddAccountAsync("Resa");
        await site.Visit().ForgetAsync("resa@example.com");
        var link = SiteWithOutbox.LinkIn(site.MailsTo("resa@example.com")[0]);
        Assert.EndsWith("/account/sign-in", (await site.Visit().SendAsync(link, ("Form.Password", Fresh))).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await site.Visit().SendAsync(link, ("Form.Password", "yet another one"))).Status);
        Assert.NotNull((await site.Visit().SignInAsync("resa@example.com", Fresh)).Location);
    }

    [Fact]
    public async Task A_reset_ends_a_lock_out_and_the_old_password()
    {
        await site.AddAccountAsync("Lola");
        for (var i = 0; i < 5; i++)
            await site.Visit().SignInAsync("lola@example.com", "not the password");
        await site.Visit().ForgetAsync("lola@example.com");
        await site.Visit().SendAsync(SiteWithOutbox.LinkIn(site.MailsTo("lola@example.com")[0]), ("Form.Password", Fresh));
        Assert.Null((await site.Visit().SignInAsync("lola@example.com", People.Password)).Location);
        Assert.NotNull((await site.Visit().SignInAsync("lola@example.com", Fresh)).Location);
    }

    [Fact]
    public async Task A_reset_link_is_good_for_no_other_account()
    {
        await site.AddAccountAsync("Victim");
        await site.AddAccountAsync("Attacker");
        await site.Visit().ForgetAsync("victim@example.com");
        await site.Visit().ForgetAsync("attacker@example.com");
        var victim = new Uri(SiteWithOutbox.LinkIn(site.MailsTo("victim@example.com")[0])).Query.Split('&')[0];
        var attacker = new Uri(SiteWithOutbox.LinkIn(site.MailsTo("attacker@example.com")[0])).Query.Split('&')[1];
        Assert.Equal(HttpStatusCode.Gone, (await site.Visit().SendAsync($"/account/reset{victim}&{attacker}", ("Form.Password", Fresh))).Status);
    }

    [Fact]
    public async Task A_password_is_changed_by_somebody_who_knows_the_present_one()
    {
        var mary = await site.VisitAsMemberAsync("Changa");
        var refused = await mary.SendAsync("/account", ("Form.Present", "not the password"), ("Form.Password", Fresh));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.Find("#account-present-error").TextContent);
        Assert.EndsWith("/account", (await mary.SendAsync("/account", ("Form.Present", People.Password), ("Form.Password", Fresh))).Location, StringComparison.Ordinal);
        Assert.True(await mary.IsSignedInAsync());
        Assert.Null((await site.Visit().SignInAsync("changa@example.com", People.Password)).Location);
        Assert.NotNull((await site.Visit().SignInAsync("changa@example.com", Fresh)).Location);
    }
}
