using System.Net;
using Testing;

namespace App.Tests;

public sealed class SmokeTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/articles")]
    [InlineData("/contact")]
    [InlineData("/account/sign-in")]
    public async Task Every_public_page_opens(string path) => Assert.Equal(HttpStatusCode.OK, (await site.Visit().OpenAsync(path)).Status);

    [Fact]
    public async Task A_member_can_sign_in()
    {
        var mary = await site.VisitAsMemberAsync();
        Assert.Contains("Mary", (await mary.OpenAsync("/account")).Html, StringComparison.Ordinal);
    }
}
