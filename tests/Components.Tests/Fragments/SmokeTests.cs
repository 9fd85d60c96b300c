using System.Net;
using Components.Tests.Fixture;

namespace Components.Tests.Fragments;

public sealed class SmokeTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_fragment_answers_at_its_own_address()
    {
        var page = await host.Visit().LoadAsync(host.UrlOf<SubjectFragment>(("subject", "hello")).Partial);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("""<p class="subject">hello</p>""", page.Html.Trim());
    }
}
