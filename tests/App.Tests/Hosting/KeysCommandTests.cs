using System.Net;
using Testing;

namespace App.Tests.Hosting;

/// <summary><c>keys</c>, <c>keys rotate</c> and <c>keys retire</c>, from a second process, while the site runs.</summary>
public sealed class KeysCommandTests(Site site) : IClassFixture<Site>
{
    private const string Article = "/articles/what-is-a-fragment";

    [Fact]
    public async Task A_rotation_reaches_the_running_site_and_old_addresses_work_until_their_key_is_retired()
    {
        var old = (await site.Visit().OpenAsync(Article)).FragmentUrl("comments/thread");
        var first = Assert.Single(await ListAsync());
        Assert.EndsWith("signs", first, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("keys", "rotate")).ExitCode);
        Assert.Equal(2, (await ListAsync()).Length);
        await UntilAsync(async () => (await site.Visit().OpenAsync(Article)).FragmentUrl("comments/thread") != old);
        Assert.Equal(HttpStatusCode.OK, (await site.Visit().LoadAsync(old)).Status);

        Assert.Equal(0, (await RunAsync("keys", "retire", first.Split(' ')[0])).ExitCode);
        await UntilAsync(async () => (await site.Visit().LoadAsync(old)).Status == HttpStatusCode.Gone);
        Assert.Equal(Article, (await site.Visit().LoadAsync(old)).Find("a").GetAttribute("href"));
    }

    [Theory, InlineData("keys retire none"), InlineData("keys explode"), InlineData("serve")]
    public async Task What_cannot_be_done_is_said_with_an_exit_code(string command)
    {
        var (exitCode, _, errors) = await RunAsync(command.Split(' '));
        Assert.Equal(2, exitCode);
        Assert.NotEmpty(errors);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private async Task<string[]> ListAsync() => (await RunAsync("keys")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var app = new AppProcess(Path.Combine(site.Directory, "data"));
        return await app.RunAsync(arguments);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await isSo())
                return;
            await Task.Delay(100);
        }
        Assert.Fail("It did not come to that within a minute.");
    }
}
