using System.Net;
using App.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace App.Tests.Pages;

/// <summary>A bug in the site: the visitor sees the site's own page, and nothing of the bug.</summary>
public sealed class ErrorPageTests(ErrorPageTests.BrokenSite site) : IClassFixture<ErrorPageTests.BrokenSite>
{
    private const string Secret = "the secret reason";

    public sealed class BrokenSite : Site
    {
        public BrokenSite() => ConfigureServices = services => services.AddScoped<IPasswordHasher<Account>, BrokenHasher>();
    }

    [Fact]
    public async Task A_failed_post_ends_on_the_error_page_in_the_layout()
    {
        var visitor = site.Visit();
        var form = (await visitor.OpenAsync("/account/register")).Find("main form[method=post]");
        var answer = await visitor.SubmitAsync(form, ("Form.Name", "Ned"), ("Form.Email", "ned@example.com"), ("Form.Password", People.Password));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Equal("Something went wrong", answer.Find("main h1").TextContent);
        Assert.NotEmpty(answer.FindAll("nav a"));
        Assert.NotNull(answer.Header("Content-Security-Policy"));
        Assert.DoesNotContain(Secret, answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_to_nowhere_is_404_in_the_layout()
    {
        var answer = await site.Visit().PostPlainlyAsync("/nothing-here", ("a", "b"));
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal("Not found", answer.Find("main h1").TextContent);
        Assert.NotEmpty(answer.FindAll("nav a"));
    }

    private sealed class BrokenHasher : PasswordHasher<Account>
    {
        public override string HashPassword(Account user, string password) => throw new InvalidOperationException(Secret);
    }
}
