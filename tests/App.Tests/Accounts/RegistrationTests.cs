using System.Net;
using Testing;

namespace App.Tests.Accounts;

public sealed class RegistrationTests(SiteWithOutbox site) : IClassFixture<SiteWithOutbox>
{
    [Fact]
    public async Task Registering_sends_a_link_on_the_sites_own_address()
    {
        var answer = await site.Visit().RegisterAsync("rita@example.com");
        Assert.EndsWith("/account/check-mail", answer.Location, StringComparison.Ordinal);
        var mail = Assert.Single(site.MailsTo("rita@example.com"));
        Assert.StartsWith("http://localhost/account/confirm?user=", SiteWithOutbox.LinkIn(mail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_signs_in_and_leads_back_to_where_one_came_from()
    {
        var visitor = site.Visit();
        await visitor.RegisterAsync("back@example.com", "Becky", returnUrl: "/articles/what-is-a-fragment");
        Assert.False(await visitor.IsSignedInAsync());
        var answer = await visitor.SendAsync(SiteWithOutbox.LinkIn(site.MailsTo("back@example.com")[0]));
        Assert.EndsWith("/articles/what-is-a-fragment", answer.Location, StringComparison.Ordinal);
        Assert.True(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task Opening_the_link_alone_signs_nobody_in()
    {
        var visitor = site.Visit();
        await visitor.RegisterAsync("scanner@example.com");
        await visitor.OpenAsync(SiteWithOutbox.LinkIn(site.MailsTo("scanner@example.com")[0]));
        Assert.False(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task The_link_works_once()
    {
        await site.Visit().RegisterAsync("once@example.com", "Onno");
        var link = SiteWithOutbox.LinkIn(site.MailsTo("once@example.com")[0]);
        await site.Visit().SendAsync(link);
        var second = site.Visit();
        Assert.Equal(HttpStatusCode.Gone, (await second.SendAsync(link)).Status);
        Assert.False(await second.IsSignedInAsync());
    }

    [Theory, InlineData("https://evil.example/"), InlineData("//evil.example"), InlineData("/\\evil.example"), InlineData("/\t/evil.example")]
    public async Task The_link_never_leads_to_another_site(string returnUrl)
    {
        var email = $"evil{returnUrl.Length}{returnUrl[1] & 0xFF}@example.com";
        var visitor = site.Visit();
        await visitor.RegisterAsync(email, $"Evan{returnUrl.Length}{returnUrl[1] & 0xFF}", returnUrl);
        var answer = await visitor.SendAsync(SiteWithOutbox.LinkIn(site.MailsTo(email)[0]));
        Assert.Matches("^(http://localhost)?/$", answer.Location);
    }

    [Fact]
    public async Task An_address_that_has_an_account_gets_the_same_answer_and_another_mail()
    {
        await site.AddAccountAsync("Known");
        var fresh = await site.Visit().RegisterAsync("fresh@example.com");
        var known = await site.Visit().RegisterAsync("known@example.com");
        Assert.Equal((fresh.Status, fresh.Location, fresh.Comparable("fresh@")), (known.Status, known.Location, known.Comparable("known@")));
        var mail = Assert.Single(site.MailsTo("known@example.com"));
        Assert.EndsWith("/account/sign-in", SiteWithOutbox.LinkIn(mail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registering_again_before_confirming_makes_the_first_password_worthless()
    {
        var thief = site.Visit();
        await thief.SendAsync("/account/register", ("Form.Name", "Thief"), ("Form.Email", "owner@example.com"), ("Form.Password", "the thief's password"));
        var owner = site.Visit();
        await owner.RegisterAsync("owner@example.com", name: "Owner");
        await owner.SendAsync(SiteWithOutbox.LinkIn(site.MailsTo("owner@example.com")[1]));
        Assert.True(await owner.IsSignedInAsync());
        await thief.SignInAsync("owner@example.com", "the thief's password");
        Assert.False(await thief.IsSignedInAsync());
    }

    [Theory]
    [InlineData("Rita", "no address", People.Password, "account-email")]
    [InlineData("", "r@example.com", People.Password, "account-name")]
    [InlineData("Rita", "r@example.com", "short", "account-password")]
    [InlineData("Rita", "r@example.com", "aaaaaaaaaaaaaa", "account-password")]
    [InlineData("Rita", "r@example.com\r\nBcc: all@example.com", People.Password, "account-email")]
    public async Task A_mistake_is_named_at_its_field_and_nothing_typed_is_lost_but_the_password(string name, string email, string password, string field)
    {
        var answer = await site.Visit().SendAsync("/account/register", ("Form.Name", name), ("Form.Email", email), ("Form.Password", password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("true", answer.Find($"#{field}").GetAttribute("aria-invalid"));
        Assert.NotEmpty(answer.Find($"#{field}-error").TextContent);
        Assert.Equal(name, answer.Find("#account-name").GetAttribute("value") ?? "");
        Assert.Null(answer.Find("#account-password").GetAttribute("value"));
    }
}
