using System.Globalization;
using System.Text.Json;
using Components.Fragments;
using Components.Fragments.Overlay;
using Components.Tests.Fixture;

namespace Components.Tests.Overlay;

/// <summary>What a fragment costs is said to developers and to nobody else.</summary>
public sealed class CostTests
{
    [Fact]
    public async Task In_production_nothing_is_said()
    {
        await using var host = new TestHost();
        await host.InitializeAsync();
        Assert.Null((await host.Visit().LoadAsync(host.UrlOf<SubjectFragment>(("Subject", "x")).Partial)).Header("Server-Timing"));
        var page = await host.Visit().OpenAsync("/page/loads");
        Assert.Empty(page.FindAll("[data-component-cost], script[src*=overlay], link[href*=overlay]"));
    }

    [Fact]
    public async Task In_production_the_owner_may_have_times_without_the_panel()
    {
        await using var host = new TestHost { Settings = { ["Components:ServerTiming"] = "true" } };
        await host.InitializeAsync();
        Assert.NotNull((await host.Visit().LoadAsync(host.UrlOf<SubjectFragment>(("Subject", "x")).Partial)).Header("Server-Timing"));
        Assert.Empty((await host.Visit().OpenAsync("/page/loads")).FindAll("script[src*=overlay]"));
    }

    [Fact]
    public async Task In_development_an_answer_says_what_it_cost()
    {
        await using var host = new TestHost { Environment = "Development" };
        await host.InitializeAsync();
        var address = host.UrlOf<ScopedFragment>().Partial;
        var first = await host.Visit().LoadAsync(address);
        Assert.Matches("""^total;dur=[0-9.]+, db;dur=[0-9.]+;desc="\d+", memory;desc="\d+", scope;desc="public", size;desc="\d+", cache;desc="(tagged|none)"$""", first.Header("Server-Timing")!);
        var page = await host.Visit().OpenAsync("/page/loads");
        Assert.Single(page.FindAll("script[src*=overlay]"));
        Assert.Single(page.FindAll("link[href*=overlay]"));
        // Of the five on the page one came with it.
        Assert.Single(page.FindAll("[data-component-cost]"));
        var styles = await host.Visit().Client.GetStringAsync(page.Find("link[href*=components]").GetAttribute("href"));
        Assert.DoesNotContain("component-overlay", styles, StringComparison.Ordinal);
        Assert.Contains("component-overlay", await host.Visit().Client.GetStringAsync(page.Find("link[href*=overlay]").GetAttribute("href")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Fragments: what they cost", "queries"), InlineData("ja", "フラグメントごとのコスト", "クエリ")]
    public async Task The_panel_speaks_the_language_of_its_page(string language, string title, string column)
    {
        await using var host = new TestHost { Environment = "Development" };
        await host.InitializeAsync();
        Assert.NotNull((await host.Visit().OpenAsync("/page/loads")).Find("script[src*=overlay]").GetAttribute("data-component-overlay"));
        // A request's language is what the host application makes it.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        using var texts = JsonDocument.Parse(OverlayTexts.In(host.Services));
        Assert.Equal(title, texts.RootElement.GetProperty("title").GetString());
        Assert.Equal(column, texts.RootElement.GetProperty("columns")[2].GetString());
    }

    [Fact]
    public async Task Queries_are_counted_in_the_fragments_own_scope()
    {
        await using var host = new TestHost { Environment = "Development" };
        await host.InitializeAsync();
        var (none, two) = (await TimingAsync(host.UrlOf<SubjectFragment>(("Subject", "x"))), await TimingAsync(host.UrlOf<TwoQueriesFragment>()));
        Assert.Contains("db;dur=0;desc=\"0\"", none, StringComparison.Ordinal);
        Assert.Contains(";desc=\"2\", memory", two, StringComparison.Ordinal);

        async Task<string> TimingAsync(FragmentUrl url) => (await host.Visit().LoadAsync(url.Partial)).Header("Server-Timing")!;
    }
}
