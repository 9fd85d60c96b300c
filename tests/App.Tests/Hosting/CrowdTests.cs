using System.Net;
using Components.Admission;
using Testing;

namespace App.Tests.Hosting;

/// <summary>The site while more people read than it can serve.</summary>
public sealed class CrowdTests(CrowdTests.SmallSite site) : IClassFixture<CrowdTests.SmallSite>
{
    public sealed class SmallSite : Site
    {
        public SmallSite()
        {
            Settings["Components:Admission:AtOnce"] = "1";
            Settings["Components:Admission:MostWaiting"] = "0";
        }
    }

    [Fact]
    public async Task Pages_are_refused_and_files_and_the_way_to_sign_in_are_not()
    {
        var crowd = new Permit(site.Get<AdmissionGate>().Reading);
        Assert.True(await crowd.EnterAsync());
        try
        {
            var page = await site.Visit().OpenAsync("/articles");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "Not available just now"), (page.Status, page.Find("h1").TextContent));
            Assert.NotNull(page.Header("Retry-After"));
            Assert.Empty(page.FindAll("nav"));
            Assert.Equal(HttpStatusCode.OK, (await site.Visit().OpenAsync("/site.css")).Status);
            Assert.Equal(HttpStatusCode.OK, (await site.Visit().OpenAsync("/account/sign-in")).Status);
        }
        finally
        {
            crowd.Leave();
        }
        Assert.Equal(HttpStatusCode.OK, (await site.Visit().OpenAsync("/articles")).Status);
    }

    [Fact]
    public async Task An_error_page_needs_no_second_permit()
    {
        var page = await site.Visit().OpenAsync("/nothing-here");
        Assert.Equal((HttpStatusCode.NotFound, "Not found"), (page.Status, page.Find("main h1").TextContent));
        Assert.Equal((0, 0), site.Get<AdmissionGate>().Reading.Count);
    }
}
