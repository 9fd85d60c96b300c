using Components.Layouts;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Layouts;

/// <summary>Edits the files of a running site.</summary>
public sealed class LayoutStoreTests : IAsyncLifetime
{
    private readonly TestHost _host = new();

    private LayoutStore Layouts => _host.Services.GetRequiredService<LayoutStore>();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Without_a_layout_file_the_built_in_layout_is_used()
    {
        Assert.Equal("built-in", Layouts.Name);
        Assert.Null(Layouts.Problem);
        Assert.Contains("body of one", await PageAsync("one"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_packs_shows_at_the_next_request_and_keeps_what_is_in_the_slots()
    {
        WritePack("red", "<p>red</p><slot name=\"title\">none</slot>");
        WritePack("blue", "<p>blue</p><slot name=\"title\">none</slot>");
        WriteFile("<layout use=\"red\"><b slot=\"title\">Mine</b></layout>");
        var red = await PageAsync();
        Assert.Contains("<p>red</p><b>Mine</b>", red, StringComparison.Ordinal);
        WriteFile("<layout use=\"blue\"><b slot=\"title\">Mine</b></layout>");
        Assert.Contains("<p>blue</p><b>Mine</b>", await PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_in_the_pack_shows_too()
    {
        WritePack("red", "first");
        WriteFile("<layout use=\"red\"></layout>");
        Assert.Contains("first", await PageAsync(), StringComparison.Ordinal);
        WritePack("red", "second!");
        Assert.Contains("second!", await PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_keeps_the_last_good_layout_and_says_why_until_it_is_mended()
    {
        WritePack("red", "red");
        WriteFile("<layout use=\"red\"></layout>");
        await PageAsync();
        WriteFile("<layout use=\"red\"><b slot=\"x\"></layout>");
        Assert.Contains("red", await PageAsync(), StringComparison.Ordinal);
        Assert.Contains("line 1", Layouts.Problem, StringComparison.Ordinal);
        Assert.Contains(_host.Log.Lines, line => line.Contains("layout cannot be used", StringComparison.Ordinal));
        WriteFile("<layout use=\"red\"><b slot=\"x\"></b></layout>");
        Assert.Contains("red", await PageAsync(), StringComparison.Ordinal);
        Assert.Null(Layouts.Problem);
    }

    [Fact]
    public async Task A_mistake_in_the_pack_is_the_same()
    {
        WritePack("red", "red");
        WriteFile("<layout use=\"red\"></layout>");
        await PageAsync();
        File.WriteAllText(Path.Combine(_host.LayoutPack("red"), "layout.html"), "<head></head><slot>");
        Assert.Contains("red", await PageAsync(), StringComparison.Ordinal);
        Assert.NotNull(Layouts.Problem);
    }

    [Fact]
    public async Task A_pack_that_does_not_exist_is_named_with_those_that_do_and_used_once_it_does()
    {
        WritePack("red", "red");
        WriteFile("<layout use=\"rad\"></layout>");
        Assert.Contains("body of", await PageAsync(), StringComparison.Ordinal);
        Assert.Contains("'rad'", Layouts.Problem, StringComparison.Ordinal);
        Assert.Contains("red", Layouts.Problem, StringComparison.Ordinal);
        WritePack("rad", "rad!");
        Assert.Contains("rad!", await PageAsync(), StringComparison.Ordinal);
        Assert.Null(Layouts.Problem);
    }

    [Theory]
    [InlineData("../red")]
    [InlineData("..")]
    [InlineData("/etc")]
    public void A_pack_is_a_name_and_not_a_path(string use)
    {
        WritePack("red", "red");
        WriteFile($"<layout use=\"{use}\"></layout>");
        Assert.NotNull(Layouts.Problem);
        Assert.Equal("built-in", Layouts.Name);
    }

    [Fact]
    public async Task Addresses_of_the_packs_files_carry_their_version()
    {
        WritePack("red", "<link rel=\"stylesheet\" href=\"style.css\"><svg><use href=\"icons.svg#home\"></use></svg><img src=\"no.png\">");
        var style = Path.Combine(_host.LayoutPack("red"), "style.css");
        await File.WriteAllTextAsync(style, "a{}");
        await File.WriteAllTextAsync(Path.Combine(_host.LayoutPack("red"), "icons.svg"), "<svg/>");
        WriteFile("<layout use=\"red\"></layout>");
        var first = await PageAsync();
        Assert.Matches("href=\"/c/_layouts/red/style\\.css\\?v=[0-9a-f]{10}\"", first);
        Assert.Matches("href=\"/c/_layouts/red/icons\\.svg\\?v=[0-9a-f]{10}#home\"", first);
        Assert.Contains("src=\"/c/_layouts/red/no.png\"", first, StringComparison.Ordinal);
        await File.WriteAllTextAsync(style, "a{color:red}");
        Assert.NotEqual(first, await PageAsync());
    }

    [Fact]
    public async Task The_link_to_the_page_that_is_shown_says_so()
    {
        WritePack("red", "<slot name=\"nav\"></slot>");
        WriteFile("<layout use=\"red\"><nav slot=\"nav\"><a href=\"/written/here\">Here</a><a href=\"/written\">There</a></nav></layout>");
        Assert.Contains("<a href=\"/written/here\" aria-current=\"page\">Here</a><a href=\"/written\">There</a>", await PageAsync("here"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_s_language_and_title_are_written_by_rule()
    {
        WritePack("red", "");
        WriteFile("<layout use=\"red\"></layout>");
        var page = await _host.Visit().OpenAsync("/written");
        Assert.Equal("Written", page.Document.Title);
        Assert.Equal("en", page.Find("html").GetAttribute("lang"));
    }

    private async Task<string> PageAsync(string show = "one") => (await _host.Visit().OpenAsync($"/written/{show}")).Html;

    private void WritePack(string name, string body) =>
        File.WriteAllText(Path.Combine(_host.LayoutPack(name), "layout.html"), $"<!doctype html><html><head></head><body>{body}<slot></slot></body></html>");

    private void WriteFile(string source) => File.WriteAllText(_host.LayoutFile, source);
}
