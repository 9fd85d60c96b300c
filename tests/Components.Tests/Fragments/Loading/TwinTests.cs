using Components.Tests.Fixture;

namespace Components.Tests.Fragments.Loading;

/// <summary>Several fragments of one kind on a page, hundreds of them, and one inside itself.</summary>
public sealed class TwinTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData("inline")]
    [InlineData("on-load")]
    [InlineData("when-visible")]
    [InlineData("on-demand")]
    public async Task Identical_twins_have_elements_forms_and_targets_of_their_own(string load)
    {
        var page = await host.ShowAsync($"test/form/3?subject=same&load={load}");
        var ids = page.FindAll("[data-fragment]").Select(element => element.Id!).ToArray();
        Assert.Equal([ids[0], $"{ids[0]}-2", $"{ids[0]}-3"], ids);
        foreach (var element in page.FindAll("[data-fragment]"))
        {
            var content = await host.Visit().LoadAsync(element.GetAttribute("hx-get")!);
            Assert.All(content.FindAll("form"), form => Assert.Equal($"#{element.Id}", form.GetAttribute("hx-target")));
            Assert.StartsWith(element.Id!, content.Find("textarea").Id, StringComparison.Ordinal);
        }
        var all = page.FindAll("[id]").Select(element => element.Id).ToArray();
        Assert.Equal(all.Distinct(), all);
        Assert.Equal(page.Html, (await host.ShowAsync($"test/form/3?subject=same&load={load}")).Html);
    }

    [Fact]
    public async Task What_stands_inside_of_twins_has_ids_of_its_own_too()
    {
        var page = await host.Visit().OpenAsync("/page/twin-parents");
        var ids = page.FindAll("[data-fragment]").Select(element => element.Id).ToArray();
        Assert.Equal(5, ids.Length);
        Assert.Equal(5, ids.Distinct().Count());
    }

    // Both by their own Id, or the second by its number.
    [Theory]
    [InlineData("/tag/test/button/2?load=inline")]
    [InlineData("/page/twin-buttons")]
    public async Task What_twins_lead_to_has_an_element_of_each_and_the_way_back_to_it(string address)
    {
        var page = await host.Visit().OpenAsync(address);
        var twins = TwinsOf(page);
        var places = twins.Select(twin => twin.QuerySelector("div[id]")!.Id).ToArray();
        Assert.Equal(2, places.Distinct().Count());
        for (var i = 0; i < twins.Length; i++)
        {
            var look = twins[i].QuerySelector("button.quiet")!;
            Assert.Equal($"#{places[i]}", look.GetAttribute("hx-target"));
            var part = await host.Visit().PostAsync(look.GetAttribute("hx-post")!, ("Text", "x"));
            Assert.Equal($"#{places[i]}", part.Find("form").GetAttribute("hx-target"));
            // From the part to another part, which is itself, and to the tag.
            Assert.Equal($"#{places[i]}", part.Find("button.quiet").GetAttribute("hx-target"));
            Assert.Equal($"#{twins[i].Id}", part.Find("a.back").GetAttribute("hx-target"));
        }
    }

    [Fact]
    public async Task The_first_keeps_the_ids_that_links_from_elsewhere_lead_to_and_the_second_has_its_own()
    {
        var page = await host.Visit().OpenAsync("/page/twin-buttons");
        Assert.Equal(["anchor", "two-anchor"], page.FindAll("h3").Select(element => element.Id));
        var second = TwinsOf(page)[1];
        var part = await host.Visit().PostAsync(second.QuerySelector("button.quiet")!.GetAttribute("hx-post")!, ("Text", "x"));
        Assert.Equal("two-anchor", part.Find("h3").Id);
    }

    [Fact]
    public async Task An_id_that_is_given_twice_is_numbered_and_said_to_the_owner()
    {
        var page = await host.Visit().OpenAsync("/page/same-id");
        Assert.Equal(["same", "same-2"], page.FindAll("[data-fragment]").Select(element => element.Id));
        Assert.Contains(host.Log.Lines, line => line.Contains("two fragments have Id=\"same\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("inline")]
    [InlineData("on-load")]
    public async Task A_page_holds_500_tags(string load)
    {
        var page = await host.ShowAsync($"test/subject/500?subject=x&load={load}");
        Assert.Equal(500, page.FindAll("[data-fragment]").Select(element => element.Id).Distinct().Count());
        Assert.Equal(load == "inline" ? 500 : 0, page.FindAll(".subject").Count);
    }

    // Each level is a request of its own, unless it is inline: followed as a browser follows it.
    [Theory]
    [InlineData("OnLoad", false)]
    [InlineData("WhenVisible", false)]
    [InlineData("OnDemand", false)]
    [InlineData("OnLoad", true)]
    [InlineData("OnDemand", true)]
    public async Task A_fragment_that_loads_itself_ends_at_the_eighth_level_with_an_error_that_says_so(string how, bool byName)
    {
        var address = (await host.ShowAsync($"test/nest?how={how}&by-name={(byName ? "true" : "false")}")).FragmentUrl("test/nest");
        var levels = 0;
        var page = await host.Visit().LoadAsync(address);
        for (; page.Status == System.Net.HttpStatusCode.OK; page = await host.Visit().LoadAsync(page.FragmentUrl("test/nest")))
            Assert.InRange(++levels, 1, 8);
        Assert.Equal(7, levels);
        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, page.Status);
        Assert.Contains(host.Log.Lines, line => line.Contains("'test/nest'", StringComparison.Ordinal) && line.Contains("embed itself", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Inline_it_is_an_error_of_the_page(string byName) =>
        Assert.Contains("embed itself", (await Assert.ThrowsAnyAsync<Exception>(() => host.ShowAsync($"test/nest?how=Inline&load=inline&by-name={byName}"))).ToString(), StringComparison.Ordinal);

    // Not the places in them, for the same fragment.
    private static AngleSharp.Dom.IElement[] TwinsOf(Testing.Page page) => [.. page.FindAll("[data-fragment='test/button']").Where(element => element.QuerySelector("h3") is not null)];
}
