using System.Net;
using Components.Packs;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace App.Tests.Rendering;

/// <summary>
/// Follows all that pages and fragments load, for everybody who sees something else, alone and as documents, and sends their forms as they are. The site of the tests compares each answer with what the
/// framework would write, and fails it where one byte differs; see <see cref="ComparedRendering"/>.
/// </summary>
public sealed class EveryFragmentTests(Site site) : IClassFixture<Site>, IDisposable
{
    private const string Article = "/articles/what-is-a-fragment";
    private const string Subject = "what-is-a-fragment";
    private const int MostOfOne = 2;
    private readonly HashSet<string> _seen = [];
    private readonly HashSet<string> _asked = [];
    private readonly TestLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Every_fragment_is_written_as_the_framework_would_write_it()
    {
        site.ConfigureServices = services => services.AddSingleton<ILoggerProvider>(_log);
        Assert.Equal(0, await site.Services.RunPackCommandAsync(["comments", "seed", "--subject", Subject, "--count", "120", "--replies", "0.6"], "test"));
        var guest = site.Visit();
        var form = (await guest.OpenAsync("/contact")).Find("main form[method=post]");
        await guest.SubmitAsync(form, ("Email", "ann@example.com"), ("Question", "Is this <written> & read?"));
        foreach (var visitor in new[] { guest, await site.VisitAsMemberAsync(), await site.VisitAsModeratorAsync(), await site.VisitAsAdministratorAsync() })
        {
            _asked.Clear();
            foreach (var address in new[] { site.AddressOf("comments/mine", ""), site.AddressOf("comments/count", $"subject={Subject}") })
                await FollowAsync(visitor, await visitor.LoadAsync(address), depth: 0);
            foreach (var path in await PagesAsync(visitor))
                await FollowAsync(visitor, await visitor.OpenAsync(path), depth: 0);
        }
        var missing = string.Join(", ", All().Except(_seen));
        Assert.True(missing.Length == 0, $"Nothing led to {missing}.");
    }

    // Each has a route that bears its name.
    private IEnumerable<string> All() => site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText == $"/c/{endpoint.DisplayName}" && !endpoint.DisplayName!.Contains('.', StringComparison.Ordinal)).Select(endpoint => endpoint.DisplayName!);

    private static async Task<IReadOnlyList<string>> PagesAsync(Visitor visitor)
    {
        var admin = await visitor.OpenAsync("/admin");
        return ["/", "/articles", Article, "/contact", "/account", .. admin.FindAll("main a[href^='/admin/']").Select(link => link.GetAttribute("href")!)];
    }

    private async Task FollowAsync(Visitor visitor, Page page, int depth)
    {
        Assert.True(page.Status < HttpStatusCode.InternalServerError, $"{page.Url}: {string.Join('\n', _log.Lines)}\n{page.Html}");
        if (page.Header("Component-Fragment") is { } id)
            _seen.UnionWith([id, .. page.FindAll("[data-fragment]:has(*):not(:has(> .component-placeholder))").Select(inside => inside.GetAttribute("data-fragment")!)]);
        if (depth > 3)
            return;
        foreach (var address in Few(page, "[hx-get]", "hx-get"))
        {
            await FollowAsync(visitor, await visitor.LoadAsync(address), depth + 1);
            await FollowAsync(visitor, await visitor.OpenAsync(address.AsDocument()), depth: 4);
        }
        foreach (var address in Few(page, "main a[href*='.html?'], div a[href*='.html?']", "href"))
            await FollowAsync(visitor, await visitor.OpenAsync(address), depth + 1);
        foreach (var address in Few(page, "[hx-post]", "hx-post"))
            await FollowAsync(visitor, await visitor.PostAsync(address, ("Id", "copied")), depth + 2);
    }

    // The first of each kind and what it leads to: all of a long list look alike.
    private IReadOnlyList<string> Few(Page page, string selector, string attribute) =>
        [.. page.FindAll(selector).Select(element => element.GetAttribute(attribute)!).Where(address => address.StartsWith("/c/", StringComparison.Ordinal) && _asked.Add(address))
            .GroupBy(address => address[..address.IndexOf('?', StringComparison.Ordinal)]).SelectMany(same => same.Take(MostOfOne))];
}
