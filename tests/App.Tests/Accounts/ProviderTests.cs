using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using static App.Tests.Accounts.SiteWithProviders;

namespace App.Tests.Accounts;

/// <summary>Signing in by a provider, against one that runs.</summary>
public sealed class ProviderTests(SiteWithProviders site) : IClassFixture<SiteWithProviders>
{
    private const string Article = "/articles/what-is-a-fragment";

    [Fact]
    public async Task The_first_time_makes_an_account_and_the_second_time_signs_in_to_it()
    {
        site.Hub.Person = new { id = 4711, name = "Vera", email = "vera@example.com", email_verified = true };
        var vera = site.Visit();
        var page = await SignInByAsync(vera, "hub", $"/account/sign-in?returnUrl={Uri.EscapeDataString(Article)}");
        Assert.Equal("Vera", page.Find("#account-name").GetAttribute("value"));
        Assert.Empty(page.FindAll("#account-email"));
        Assert.False(await vera.IsSignedInAsync());
        Assert.EndsWith(Article, (await vera.SubmitAsync(page.Find("main form[method=post]"), ("Form.Name", "Vera"))).Location, StringComparison.Ordinal);
        Assert.True(await vera.IsSignedInAsync());
        Assert.Null(site.Hub.Refusal);

        site.Hub.Person = new { id = 4711, name = "Vera has another name there now", email = "another@example.com", email_verified = true };
        var again = site.Visit();
        var landed = await SignInByAsync(again, "hub", $"/account/register?returnUrl={Uri.EscapeDataString(Article)}");
        Assert.EndsWith(Article, landed.Url, StringComparison.Ordinal);
        Assert.Contains("Vera", (await again.OpenAsync("/account")).Html, StringComparison.Ordinal);
        Assert.Contains("vera@example.com", (await again.OpenAsync("/account")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_denies_is_told_so_and_can_go_on()
    {
        var visitor = site.Visit();
        var landed = await FollowAsync(visitor, await AnswerAsync(await PressAsync(visitor, "hub", $"/account/sign-in?returnUrl={Uri.EscapeDataString(Article)}"), "deny"));
        Assert.EndsWith($"/account/sign-in?returnUrl={Uri.EscapeDataString(Article)}", landed.Url, StringComparison.Ordinal);
        Assert.Contains("You did not allow The Hub", landed.Html, StringComparison.Ordinal);
        Assert.False(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task A_provider_that_is_down_is_a_message_without_a_stack()
    {
        site.Hub.Person = new { id = "down", name = "Dora", email = "dora@example.com", email_verified = true };
        site.Hub.IsDown = true;
        try
        {
            var landed = await SignInByAsync(site.Visit(), "hub");
            Assert.Equal(HttpStatusCode.OK, landed.Status);
            Assert.Contains("Signing in with The Hub did not work.", landed.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", landed.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", landed.Html, StringComparison.Ordinal);
        }
        finally
        {
            site.Hub.IsDown = false;
        }
    }

    [Theory, InlineData("{}"), InlineData("{\"id\":null}"), InlineData("{\"id\":\"\"}"), InlineData("{\"id\":{}}"), InlineData("[]"), InlineData("7")]
    public async Task An_answer_without_an_id_signs_nobody_in(string answer)
    {
        site.Hub.Person = System.Text.Json.JsonSerializer.Deserialize<object>(answer)!;
        Assert.Contains("did not work", (await SignInByAsync(site.Visit(), "hub")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_state_and_somebody_elses_way_back_sign_nobody_in()
    {
        site.Hub.Person = new { id = "attacker", name = "Atta", email = "atta@example.com", email_verified = true };
        var attacker = site.Visit();
        await JoinAsync(attacker, "Atta");
        var other = site.Visit();
        var back = await AnswerAsync(await PressAsync(other, "hub"));
        // Login CSRF: the victim's browser opens the attacker's way back, with or without having begun itself.
        foreach (var victim in new[] { site.Visit(), await BegunAsync() })
        {
            Assert.Contains("did not work", (await FollowAsync(victim, back)).Html, StringComparison.Ordinal);
            Assert.False(await victim.IsSignedInAsync());
        }
        Assert.Contains("did not work", (await FollowAsync(other, back.Replace("state=", "state=x", StringComparison.Ordinal))).Html, StringComparison.Ordinal);
        Assert.False(await other.IsSignedInAsync());

        async Task<Visitor> BegunAsync()
        {
            var begun = site.Visit();
            await PressAsync(begun, "hub");
            return begun;
        }
    }

    [Theory, InlineData("cross-site"), InlineData("same-site")]
    public async Task Another_site_starts_nothing(string from)
    {
        var visitor = site.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/external/hub");
        request.Headers.Add("Sec-Fetch-Site", from);
        Assert.StartsWith("/account/sign-in", (await visitor.SendAsync(request)).Location, StringComparison.Ordinal);
    }

    [Theory, InlineData("//evil.example"), InlineData("https://evil.example"), InlineData("/\\evil.example"), InlineData("/\t/evil.example")]
    public async Task Nobody_is_led_to_another_site(string returnUrl)
    {
        var id = Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(returnUrl));
        site.Hub.Person = new { id, name = $"Opa{id}", email = $"opa{id}@example.com", email_verified = true };
        var visitor = site.Visit();
        var start = $"/account/external/hub?returnUrl={Uri.EscapeDataString(returnUrl)}";
        var page = await FollowAsync(visitor, await AnswerAsync(await StartAsync(visitor, start)));
        Assert.Matches("^(http://localhost)?/$", (await visitor.SubmitAsync(page.Find("main form[method=post]"), ("Form.Name", $"Opa{id}"))).Location);
        var again = site.Visit();
        Assert.Matches("^(http://localhost)?/$", (await FollowAsync(again, await AnswerAsync(await StartAsync(again, start)))).Url);
    }

    [Theory, InlineData("Nadja"), InlineData("N\u0430dja"), InlineData("NADJA"), InlineData("Na\u200Bdja")]
    public async Task A_name_that_is_a_members_or_looks_like_it_must_be_another(string name)
    {
        if (!await IsNameTakenAsync("Nadja"))
            await site.AddAccountAsync("Nadja");
        var email = $"n{Guid.NewGuid():n}@example.com";
        site.Hub.Person = new { id = email, name, email, email_verified = true };
        var visitor = site.Visit();
        var page = await SignInByAsync(visitor, "hub");
        var refused = await visitor.SubmitAsync(page.Find("main form[method=post]"), ("Form.Name", name));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Somebody else has this name", refused.Find("#account-name-error").TextContent, StringComparison.Ordinal);
        Assert.NotNull((await visitor.SubmitAsync(refused.Find("main form[method=post]"), ("Form.Name", $"Other{email[1..9]}"))).Location);
        Assert.True(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task An_account_with_the_same_address_is_not_taken_over()
    {
        await site.AddAccountAsync("Owna");
        site.Hub.Person = new { id = "not-owna", name = "Somebody", email = "Owna@example.com", email_verified = true };
        var visitor = site.Visit();
        var page = await SignInByAsync(visitor, "hub");
        var answer = await visitor.SubmitAsync(page.Find("main form[method=post]"), ("Form.Name", "Somebody"));
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("link The Hub there", answer.Html, StringComparison.Ordinal);
        Assert.False(await visitor.IsSignedInAsync());
        // Its owner signs in with the password and links it.
        await visitor.SignInAsync("owna@example.com", People.Password);
        Assert.Contains("You can sign in with The Hub", (await SignInByAsync(visitor, "hub", "/account/ways-in")).Html, StringComparison.Ordinal);
        var later = site.Visit();
        await SignInByAsync(later, "hub");
        Assert.Contains("owna@example.com", (await later.OpenAsync("/account")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_was_never_confirmed_keeps_nobody_out_and_its_password_does_not_survive()
    {
        await site.Visit().RegisterAsync("squatted@example.com", "Squatter");
        site.Hub.Person = new { id = "rightful", name = "Rightful", email = "squatted@example.com", email_verified = true };
        var visitor = site.Visit();
        await JoinAsync(visitor, "Rightful");
        Assert.True(await visitor.IsSignedInAsync());
        await site.Visit().SendAsync(SiteWithOutbox.LinkIn(site.MailsTo("squatted@example.com")[0]));
        Assert.Null((await site.Visit().SignInAsync("squatted@example.com", People.Password)).Location);
    }

    [Fact]
    public async Task Without_an_address_from_the_provider_one_is_asked_for_and_proven_by_mail()
    {
        site.Hub.Person = new { id = "mailless", name = "Malou" };
        var malou = site.Visit();
        var page = await SignInByAsync(malou, "hub", $"/account/sign-in?returnUrl={Uri.EscapeDataString(Article)}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await malou.SubmitAsync(page.Find("main form[method=post]"), ("Form.Name", "Malou"), ("Form.Email", ""))).Status);
        Assert.EndsWith("/account/check-mail", (await malou.SubmitAsync(page.Find("main form[method=post]"), ("Form.Name", "Malou"), ("Form.Email", "malou@example.com"))).Location, StringComparison.Ordinal);
        Assert.False(await malou.IsSignedInAsync());
        var link = SiteWithOutbox.LinkIn(Assert.Single(site.MailsTo("malou@example.com")));
        Assert.EndsWith(Article, (await malou.SendAsync(link, ("Form.Name", "Malou"))).Location, StringComparison.Ordinal);
        Assert.Contains("malou@example.com", (await malou.OpenAsync("/account")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mail_opened_in_another_browser_works_after_signing_in_at_the_provider_there()
    {
        site.Hub.Person = new { id = "two-devices", name = "Deva", email = "deva@example.com", email_verified = false };
        var desk = site.Visit();
        await desk.SubmitAsync((await SignInByAsync(desk, "hub")).Find("main form[method=post]"), ("Form.Name", "Deva"), ("Form.Email", "deva@example.com"));
        var phone = site.Visit();
        var link = SiteWithOutbox.LinkIn(Assert.Single(site.MailsTo("deva@example.com")));
        var form = (await SignInByAsync(phone, "hub", link)).Find("main form[method=post]");
        Assert.NotNull((await phone.SubmitAsync(form, ("Form.Name", "Deva"))).Location);
        Assert.True(await phone.IsSignedInAsync());
    }

    [Fact]
    public async Task A_click_on_a_strangers_mail_gives_them_nothing()
    {
        site.Hub.Person = new { id = "mallory", name = "Mallory" };
        var mallory = site.Visit();
        await mallory.SubmitAsync((await SignInByAsync(mallory, "hub")).Find("main form[method=post]"), ("Form.Name", "Mallory"), ("Form.Email", "victim@example.com"));
        var link = SiteWithOutbox.LinkIn(Assert.Single(site.MailsTo("victim@example.com")));
        var victim = site.Visit();
        Assert.Empty((await victim.OpenAsync(link)).FindAll("main form[method=post]"));
        site.Hub.Person = new { id = "victim", name = "Vicky" };
        var page = await SignInByAsync(victim, "hub", link);
        // Another person of that provider: the ticket is not theirs, so the address is asked for as ever.
        Assert.NotEmpty(page.FindAll("#account-email"));
        Assert.False(await IsEmailTakenAsync("victim@example.com"));
    }

    [Fact]
    public async Task An_address_that_only_is_typed_tells_nothing_about_who_has_an_account()
    {
        await site.AddAccountAsync("Knowna");
        site.Hub.Person = new { id = "curious", name = "Curious" };
        var visitor = site.Visit();
        var form = (await SignInByAsync(visitor, "hub")).Find("main form[method=post]");
        var known = await visitor.SubmitAsync(form, ("Form.Name", "Curious"), ("Form.Email", "knowna@example.com"));
        var unknown = await visitor.SubmitAsync(form, ("Form.Name", "Curious"), ("Form.Email", "unknowna@example.com"));
        Assert.Equal((known.Status, known.Location, known.Comparable("knowna@")), (unknown.Status, unknown.Location, unknown.Comparable("unknowna@")));
        Assert.EndsWith("/account/sign-in", SiteWithOutbox.LinkIn(Assert.Single(site.MailsTo("knowna@example.com"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_back_is_the_sites_own_address_whatever_host_was_named()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/external/hub");
        request.Headers.Host = "evil.example";
        var asking = (await site.Visit().SendAsync(request)).Location!;
        Assert.Contains($"redirect_uri={Uri.EscapeDataString("http://localhost/account/external/hub/callback")}", asking, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_is_not_there_is_not_found() => Assert.Equal(HttpStatusCode.NotFound, (await site.Visit().OpenAsync("/account/external/nobody")).Status);

    private async Task<bool> IsNameTakenAsync(string name)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Components.IMembers>().IsNameTakenAsync(name, TestContext.Current.CancellationToken);
    }

    private async Task<bool> IsEmailTakenAsync(string email)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Components.IMembers>().IsEmailTakenAsync(email, TestContext.Current.CancellationToken);
    }
}
