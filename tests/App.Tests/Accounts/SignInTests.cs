using System.Net;
using Testing;

namespace App.Tests.Accounts;

public sealed class SignInTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Five_wrong_passwords_lock_the_account()
    {
        await site.AddAccountAsync("Luke");
        for (var i = 0; i < 4; i++)
            await site.Visit().SignInAsync("luke@example.com", "not the password");
        Assert.NotNull((await site.Visit().SignInAsync("luke@example.com", People.Password)).Location);
        for (var i = 0; i < 5; i++)
            await site.Visit().SignInAsync("luke@example.com", "not the password");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.Visit().SignInAsync("luke@example.com", People.Password)).Status);
    }

    [Fact]
    public async Task Signing_in_leads_back_to_the_page_one_came_from()
    {
        await site.AddAccountAsync("Bea");
        var visitor = site.Visit();
        var link = (await visitor.OpenAsync("/articles/what-is-a-fragment")).FindAll("a").First(a => a.GetAttribute("href")!.StartsWith("/account/sign-in", StringComparison.Ordinal));
        var answer = await visitor.SendAsync(link.GetAttribute("href")!, ("Form.Email", "bea@example.com"), ("Form.Password", People.Password));
        Assert.EndsWith("/articles/what-is-a-fragment", answer.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("http:evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\r\n/evil.example")]
    [InlineData("\t//evil.example")]
    [InlineData(" //evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    [InlineData("@evil.example")]
    public async Task A_return_address_never_leads_to_another_site(string returnUrl)
    {
        var name = $"Evan{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(returnUrl))}";
        await site.AddAccountAsync(name);
        var visitor = site.Visit();
        var query = $"returnUrl={Uri.EscapeDataString(returnUrl)}";
        var answer = await visitor.SendAsync($"/account/sign-in?{query}", ("Form.Email", People.EmailOf(name)), ("Form.Password", People.Password));
        Assert.Matches("^(http://localhost)?/$", answer.Location);
        var signOut = (await visitor.OpenAsync("/")).Find("form.site-sign-out");
        var token = signOut.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.Equal("/", (await visitor.PostPlainlyAsync("/account/sign-out", ("__RequestVerificationToken", token), ("returnUrl", returnUrl))).Location);
        Assert.Equal("/", (await visitor.OpenAsync($"/language/ja?{query}")).Location);
    }

    [Theory, InlineData("/account/sign-in"), InlineData("/account/register"), InlineData("/account/forgotten"), InlineData("/account/reset"), InlineData("/account/confirm")]
    public async Task A_form_without_its_token_is_refused(string path)
    {
        var visitor = site.Visit();
        var form = (await visitor.OpenAsync(path)).Find("main form[method=post]");
        var answer = await visitor.PostPlainlyAsync(path, ("_handler", form.QuerySelector("input[name=_handler]")!.GetAttribute("value")!), ("Form.Email", "x@example.com"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotEmpty(answer.FindAll("nav a"));
    }

    [Fact]
    public async Task Nobody_is_signed_out_by_another_site()
    {
        var mary = await site.VisitAsMemberAsync("Stays");
        var answer = await mary.PostPlainlyAsync("/account/sign-out", ("returnUrl", "/"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotEmpty(answer.Find("main h1").TextContent);
        Assert.True(await mary.IsSignedInAsync());
    }

    [Fact]
    public async Task Signing_out_signs_out()
    {
        var mary = await site.VisitAsMemberAsync("Leaves");
        await mary.SubmitAsync((await mary.OpenAsync("/about")).Find("form.site-sign-out"));
        Assert.False(await mary.IsSignedInAsync());
    }
}
