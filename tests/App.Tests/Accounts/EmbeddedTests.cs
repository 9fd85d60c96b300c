using System.Net;
using App.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace App.Tests.Accounts;

/// <summary>The window in which a member lets a page of another site know them.</summary>
public sealed class EmbeddedTests(SiteWithOutbox site) : IClassFixture<SiteWithOutbox>
{
    private const string Thread = "comments/thread";

    [Fact]
    public async Task Who_is_not_signed_in_signs_in_first_and_comes_back()
    {
        var blog = await OtherSite.RegisterAsync(site, "https://first.example");
        await site.AddAccountAsync("Fay");
        var visitor = site.Visit();
        var page = await visitor.OpenAsync(AddressFor(blog.Origin));
        Assert.StartsWith("/account/sign-in?returnUrl=", new Uri(new Uri("http://localhost"), page.Location!).PathAndQuery, StringComparison.Ordinal);
        var answer = await visitor.SendAsync(page.Location!, ("Form.Email", "fay@example.com"), ("Form.Password", People.Password));
        Assert.EndsWith(AddressFor(blog.Origin), Uri.UnescapeDataString(answer.Location!).Replace(blog.Origin, Uri.EscapeDataString(blog.Origin), StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Continue on first.example as Fay", (await visitor.OpenAsync(answer.Location!)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_handed_over_before_the_button_is_pressed_and_then_to_that_origin_alone()
    {
        var blog = await OtherSite.RegisterAsync(site, "https://button.example");
        var mary = await site.VisitAsMemberAsync("Mary");
        var page = await mary.OpenAsync(AddressFor(blog.Origin));
        Assert.Empty(page.FindAll("[data-visitor-token]"));
        Assert.Contains("frame-ancestors 'none'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);

        var answer = await mary.SubmitAsync(page.Find("main form[method=post]"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("unsafe-none", answer.Header("Cross-Origin-Opener-Policy"));
        Assert.Contains("no-store", answer.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal(blog.Origin, answer.Find("[data-visitor-token]").GetAttribute("data-visitor-origin"));
        Assert.StartsWith("text/javascript", (await mary.OpenAsync(answer.FindAll("script[type=module]").Select(script => script.GetAttribute("src")!).Single(src => src.EndsWith("/visitor-hand-over.js", StringComparison.Ordinal)))).Header("Content-Type"), StringComparison.Ordinal);

        blog.Token = answer.Find("[data-visitor-token]").GetAttribute("data-visitor-token");
        Assert.Contains("Your comment, Mary", (await blog.ShowAsync("/1", Thread, ("subject", "/1"))).Html, StringComparison.Ordinal);
        var other = await OtherSite.RegisterAsync(site, "https://stranger.example");
        other.Token = blog.Token;
        Assert.DoesNotContain("Mary", (await other.ShowAsync("/1", Thread, ("subject", "/1"))).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_forms_token_or_from_another_site_nothing_is_handed_over()
    {
        var blog = await OtherSite.RegisterAsync(site, "https://forged.example");
        var nina = await site.VisitAsMemberAsync("Nina");
        var answer = await nina.PostPlainlyAsync(AddressFor(blog.Origin), ("_handler", "continue"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.DoesNotContain("data-visitor-token", answer.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://nobody.example")]
    [InlineData("https://known.example.evil.example")]
    [InlineData("https://known.example/")]
    [InlineData("https://known.example:444")]
    [InlineData("http://known.example")]
    [InlineData("null")]
    [InlineData("*")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task For_an_origin_that_is_not_registered_there_is_no_form(string origin)
    {
        if (await site.Visit().OpenAsync(AddressFor("https://known.example")) is { Status: HttpStatusCode.NotFound })
            await OtherSite.RegisterAsync(site, "https://known.example");
        var page = await site.Visit().OpenAsync(AddressFor(origin));
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Empty(page.FindAll("main form[method=post]"));
    }

    [Fact]
    public async Task A_site_that_is_switched_off_gets_no_token()
    {
        var blog = await OtherSite.RegisterAsync(site, "https://off.example");
        var otto = await site.VisitAsMemberAsync("Otto");
        var form = (await otto.OpenAsync(AddressFor(blog.Origin))).Find("main form[method=post]");
        await blog.SwitchAsync(isOn: false);
        var answer = await otto.SubmitAsync(form);
        Assert.DoesNotContain("data-visitor-token", answer.Html, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.Status);
    }

    [Fact]
    public async Task A_lock_out_ends_it_at_once_and_a_new_password_for_good()
    {
        var blog = await OtherSite.RegisterAsync(site, "https://ends.example");
        var lisa = await site.VisitAsMemberAsync("Lisa");
        blog.Token = await TokenAsync(lisa, blog.Origin);
        Assert.Contains("Lisa", (await blog.ShowAsync("/1", Thread, ("subject", "/1"))).Html, StringComparison.Ordinal);

        await ChangeAsync("Lisa", (users, account) => users.SetLockoutEndDateAsync(account, DateTimeOffset.MaxValue));
        Assert.DoesNotContain("Lisa", (await blog.ShowAsync("/1", Thread, ("subject", "/1"))).Html, StringComparison.Ordinal);
        Assert.Null(await TokenAsync(lisa, blog.Origin));
        await ChangeAsync("Lisa", (users, account) => users.SetLockoutEndDateAsync(account, null));
        Assert.Contains("Lisa", (await blog.ShowAsync("/1", Thread, ("subject", "/1"))).Html, StringComparison.Ordinal);

        await ChangeAsync("Lisa", (users, account) => users.UpdateSecurityStampAsync(account));
        Assert.DoesNotContain("Lisa", (await blog.ShowAsync("/1", Thread, ("subject", "/1"))).Html, StringComparison.Ordinal);
        // The cookie is looked at only now and then; it must not be good for a new token meanwhile.
        Assert.Null(await TokenAsync(lisa, blog.Origin));
    }

    [Fact]
    public async Task A_moderator_is_a_plain_visitor_there()
    {
        var blog = await OtherSite.RegisterAsync(site, "https://plain.example");
        var mary = await site.VisitAsMemberAsync("Maud");
        var member = blog.InAnotherBrowser();
        member.Token = await TokenAsync(mary, blog.Origin);
        await member.PostAsync((await member.ShowAsync("/mod", Thread, ("subject", "/mod"))).Find("form.comments-form").GetAttribute("hx-post")!, ("Text", "By a member."));
        var moe = await site.VisitAsModeratorAsync("Moe");
        blog.Token = await TokenAsync(moe, blog.Origin);
        var thread = await blog.ShowAsync("/mod", Thread, ("subject", "/mod"));
        Assert.Contains("Your comment, Moe", thread.Html, StringComparison.Ordinal);
        Assert.Contains("By a member.", thread.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(thread.FindAll("article a, article button"), control => control.TextContent.Trim() is "Edit" or "Delete" or "Reject" or "Spam");
    }

    private static string AddressFor(string origin) => $"/account/embedded?origin={Uri.EscapeDataString(origin)}";

    private static async Task<string?> TokenAsync(Visitor visitor, string origin)
    {
        var page = await visitor.OpenAsync(AddressFor(origin));
        return (await visitor.SubmitAsync(page.Find("main form[method=post]"))).FindAll("[data-visitor-token]") is [var element] ? element.GetAttribute("data-visitor-token") : null;
    }

    private async Task ChangeAsync(string name, Func<UserManager<Account>, Account, Task> change)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        await change(users, (await users.FindByEmailAsync(People.EmailOf(name)))!);
    }
}
