using Components.Tests.Fixture;
using Testing;

namespace Components.Tests.Fragments;

/// <summary>What stands on a page a hundred times is written without a component, and is the same.</summary>
public sealed class PiecesTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task In_a_fragment_a_piece_is_what_the_component_is() =>
        Compare(await host.Visit().LoadAsync(host.UrlOf<PiecesFragment>().Partial), hasTarget: true);

    [Fact]
    public async Task In_a_document_too_and_its_form_says_where_it_stood()
    {
        var page = await host.Visit().OpenAsync(host.UrlOf<PiecesFragment>().Document);
        Compare(page, hasTarget: true);
        Assert.Equal(4, page.FindAll("input[type=hidden][name=_document]").Count);
    }

    [Fact]
    public async Task Where_forms_do_not_stay_inside_too() => Compare(await host.ShowAsync("test/pieces?trap=false&load=inline"), hasTarget: false);

    [Fact]
    public async Task In_the_visitors_language()
    {
        await using var other = new TestHost { Languages = ["en", "ja"] };
        await other.InitializeAsync();
        var visitor = other.Visit();
        visitor.Client.DefaultRequestHeaders.Add("Accept-Language", "ja");
        var page = await visitor.LoadAsync(other.UrlOf<PiecesFragment>().Partial);
        Compare(page, hasTarget: true);
        Assert.Equal("2020年2月29日", page.Find(".time.piece time").TextContent);
    }

    private static void Compare(Page page, bool hasTarget)
    {
        foreach (var name in new[] { "form", "other-form", "time" })
            Assert.Equal(page.Find($".{name}:not(.piece)").InnerHtml, page.Find($".{name}.piece").InnerHtml);
        var form = page.Find(".other-form.piece form");
        Assert.StartsWith("/c/test/pieces/other.html?", form.GetAttribute("action"), StringComparison.Ordinal);
        Assert.Equal(hasTarget, form.HasAttribute("hx-target"));
    }
}
