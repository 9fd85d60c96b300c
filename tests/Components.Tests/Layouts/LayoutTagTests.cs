using Components.Layouts;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Layouts;

/// <summary>Fragments' tags in a layout pack and in the layout file.</summary>
public sealed class LayoutTagTests : IAsyncLifetime
{
    private readonly TestHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task They_become_fragments_of_the_page_around_which_the_layout_stands()
    {
        Pack("mine", "<header><component-view name=test/subject subject=pack>wait</component-view></header><slot></slot><aside><slot name=side></slot><slot name=top></slot></aside>");
        File.WriteAllText(_host.LayoutFile, "<layout use=mine>\n<div slot=side><component-view name=test/subject subject=file></component-view></div>\n<component-view slot=top name=test/subject subject=bare load=inline />\n</layout>");
        var page = await _host.Visit().OpenAsync("/html?text=x");
        Assert.Equal("wait", page.Find("header .component-placeholder").TextContent);
        Assert.Contains("subject=file", page.Find("aside > div [data-fragment]").GetAttribute("hx-get"), StringComparison.Ordinal);
        Assert.Contains("_page=%2Fhtml&", page.Find("aside > div [data-fragment]").GetAttribute("hx-get"), StringComparison.Ordinal);
        Assert.Equal("bare", page.Find("aside > [data-fragment] .subject").TextContent);
    }

    [Fact]
    public async Task What_the_layout_file_puts_into_a_slot_inside_of_one_shows_while_it_loads()
    {
        Pack("mine", "<component-view name=test/subject subject=pack>wait <slot name=wait>none</slot></component-view><slot></slot>");
        File.WriteAllText(_host.LayoutFile, "<layout use=mine><i slot=wait>a moment</i></layout>");
        Assert.Equal("wait <i>a moment</i>", (await _host.Visit().OpenAsync("/html?text=x")).Find(".component-placeholder").InnerHtml);
        Assert.Empty(_host.Services.GetRequiredService<LayoutStore>().Check(_host.Services));
    }

    // Else a form in a sidebar would lead back to an address that nobody signed.
    [Fact]
    public async Task Around_a_fragments_document_they_stand_on_the_page_of_that_fragment()
    {
        Pack("mine", "<header><component-view name=test/subject subject=pack></component-view></header><slot></slot>");
        File.WriteAllText(_host.LayoutFile, "<layout use=mine></layout>");
        var document = await _host.Visit().OpenAsync(_host.UrlOf<SubjectFragment>(("Subject", "s")).Document);
        Assert.Contains($"_page={Uri.EscapeDataString(TestHost.HostPage)}&", document.Find("header [data-fragment]").GetAttribute("hx-get"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_one_is_a_note_and_the_check_names_file_and_line()
    {
        Pack("mine", "<component-view name=test/subjct></component-view><slot></slot><slot name=side></slot>");
        Pack("other", "<component-view name=test/subject></component-view><slot></slot>");
        Pack("broken", "<slot>");
        File.WriteAllText(_host.LayoutFile, "<layout use=mine>\n<div slot=side>\n<component-view name=test/subject></div>\n</layout>");
        Assert.Equal(2, (await _host.Visit().OpenAsync("/html?text=x")).FindAll(".component-wrong").Count);
        var found = _host.Services.GetRequiredService<LayoutStore>().Check(_host.Services);
        Assert.Equal(4, found.Count);
        Assert.StartsWith($"{_host.LayoutFile}, line 3: This tag is not closed", found[0], StringComparison.Ordinal);
        Assert.Contains(found, line => line.Contains("broken/layout.html, line 1: this <slot> is not closed", StringComparison.Ordinal));
        Assert.Contains(found, line => line.Contains("mine/layout.html, line 1: There is no fragment 'test/subjct'.", StringComparison.Ordinal));
        Assert.Contains(found, line => line.Contains("other/layout.html, line 1: 'subject' is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void The_check_asks_packs_about_tags_in_layouts_too()
    {
        Pack("mine", "<slot></slot><slot name=side>\n<component-view name=test/subject subject=nowhere></component-view></slot>");
        File.WriteAllText(_host.LayoutFile, "<layout use=mine>\n\n<component-view slot=side name=test/subject subject=nowhere></component-view>\n</layout>");
        var found = _host.Services.GetRequiredService<LayoutStore>().Check(_host.Services);
        Assert.Equal(2, found.Count);
        Assert.Equal($"{_host.LayoutFile}, line 3: 'test/subject' knows no subject 'nowhere'.", found[0]);
        Assert.EndsWith("mine/layout.html, line 2: 'test/subject' knows no subject 'nowhere'.", found[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_slot_that_begins_inside_a_tag_ends_there() =>
        Assert.Contains("line 1: this <slot> is not closed", Assert.Throws<LayoutException>(() => Compile("<component-view name=a/b><slot></component-view></slot>")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_placeholder_in_a_layout_has_addresses_that_are_good() =>
        Assert.Contains("{fragment a/b|<img src=\"{base}/assets/x.png\"><a href=\"{base}/y\"{current /y}>z</a>}", Compile("<component-view name=a/b><img src=\"x.png\"><a href=\"/y\">z</a></component-view><slot></slot>"), StringComparison.Ordinal);

    private static string Compile(string body) => LayoutText.Of(LayoutPack.Compile("mine", $"<html><head></head><body>{body}</body></html>", "my/layout.html", file => $"/assets/{file}").Segments);

    private void Pack(string name, string body) => File.WriteAllText(Path.Combine(_host.LayoutPack(name), "layout.html"), $"<html><head></head><body>{body}</body></html>");
}
