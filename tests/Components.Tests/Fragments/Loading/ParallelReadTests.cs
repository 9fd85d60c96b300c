using System.Net;
using System.Text.RegularExpressions;
using Components.Tests.Fixture;
using Components.Tests.Fixture.Pages;

namespace Components.Tests.Fragments.Loading;

/// <summary>Several fragments of a page read at once, beside the one who renders it: what they do with the request is as if each did it alone.</summary>
public sealed partial class ParallelReadTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    [Fact]
    public async Task Fragments_that_read_at_once_find_all_of_the_request_and_lose_nothing_that_they_write()
    {
        using var client = KestrelHost.CreateClient();
        for (var visit = 0; visit < 5; visit++)
        {
            using var response = await client.GetAsync(new Uri(host.Address, "/pages/crowd"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var html = await response.Content.ReadAsStringAsync();
            Assert.Equal(CrowdPage.Letters.Select(letter => $"{letter} saw {CrowdFragment.Rounds}"), Seen().Matches(html).Select(match => match.Value));
            var cookies = response.Headers.GetValues("Set-Cookie").Select(cookie => cookie[..cookie.IndexOf('=', StringComparison.Ordinal)]).ToHashSet();
            foreach (var letter in CrowdPage.Letters)
                foreach (var number in Enumerable.Range(0, CrowdFragment.Cookies))
                {
                    Assert.Contains($"{letter}-{number}", cookies);
                    Assert.Equal("1", response.Headers.GetValues($"X-{letter}-{number}").Single());
                }
        }
    }

    [GeneratedRegex(@"\w saw \d+")]
    private static partial Regex Seen();
}
