using System.Net;
using Testing;

namespace App.Tests.Content;

/// <summary>Files under <c>content</c> as pages: where they are, what of them is shown, to whom, and when.</summary>
public sealed class ContentPageTests : IDisposable
{
    private readonly OwnSite _site = new();

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("guides/start.md", "/guides/start")]
    [InlineData("guides/start.html", "/guides/start")]
    [InlineData("guides/index.md", "/guides")]
    [InlineData("guides/a/b/c.md", "/guides/a/b/c")]
    [InlineData("ガイド/始め方.md", "/%E3%82%AC%E3%82%A4%E3%83%89/%E5%A7%8B%E3%82%81%E6%96%B9")]
    [InlineData("index.md", "/")]
    [InlineData("v1.2.md", "/v1.2")]
    public async Task A_file_is_a_page_at_its_path(string file, string address)
    {
        _site.Write(file, "---\ntitle: The title\ndescription: What it says.\nlang: ja\n---\n<p>The text</p>\n");
        var page = await _site.Visit().OpenAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("The title", page.Document.Title);
        Assert.Equal("What it says.", page.Find("meta[name=description]").GetAttribute("content"));
        Assert.Equal("ja", page.Find("main article").GetAttribute("lang"));
        Assert.Equal("The title", page.Find("main h1").TextContent);
        Assert.Equal("The text", page.Find("main article > p").TextContent);
    }

    [Fact]
    public async Task Without_front_matter_the_first_heading_is_the_title()
    {
        _site.Write("start.md", "# Start & go\n\nText");
        var page = await _site.Visit().OpenAsync("/start");
        Assert.Equal("Start & go", page.Document.Title);
        Assert.Single(page.FindAll("main h1"));
    }

    [Fact]
    public async Task A_heading_keeps_what_only_looks_like_the_beginning_of_a_tag()
    {
        _site.Write("less.html", "<h1>1 < 2 <em class=\"x\">now</em></h1><p>Text</p>");
        Assert.Equal("1 < 2 now", (await _site.Visit().OpenAsync("/less")).Document.Title);
    }

    [Fact]
    public async Task A_change_shows_at_the_next_request()
    {
        _site.Write("start.md", "one");
        Assert.Equal("one", (await _site.Visit().OpenAsync("/start")).Find("main article p").TextContent);
        _site.Write("start.md", "two, longer");
        Assert.Equal("two, longer", (await _site.Visit().OpenAsync("/start")).Find("main article p").TextContent);
        File.Delete(Path.Combine(_site.ContentFolder, "start.md"));
        Assert.Equal(HttpStatusCode.NotFound, (await _site.Visit().OpenAsync("/start")).Status);
    }

    [Fact]
    public async Task Tags_in_Markdown_become_fragments_nested_in_their_markup()
    {
        _site.Write("start.md", """
            # Start

            Text before
            <component-view name="comments/thread" subject="one"></component-view>

            > <component-view name="comments/thread" subject="two">
            >
            > **wait**
            >
            > </component-view>

            - <component-view name="contact/form" load="inline"></component-view>

            `<component-view name="comments/thread" subject="three"></component-view>`

            ```html
            <component-view name="comments/thread" subject="four"></component-view>
            ```

                <component-view name="comments/thread" subject="five"></component-view>

            Text with <b>the owner's own</b> HTML, <!-- a comment <component-view> --> and &amp;
            """);
        var page = await _site.Visit().OpenAsync("/start");
        Assert.Equal(2, page.FindAll("[data-fragment='comments/thread']").Count);
        Assert.Contains("subject=one", page.Find("main article > [data-fragment='comments/thread']").GetAttribute("hx-get"), StringComparison.Ordinal);
        Assert.Equal("wait", page.Find("blockquote [data-fragment='comments/thread'] .component-placeholder strong").TextContent);
        Assert.NotEmpty(page.FindAll("li [data-fragment='contact/form'] form"));
        Assert.Equal(3, page.FindAll("code").Count(code => code.TextContent.Contains("<component-view", StringComparison.Ordinal)));
        Assert.Equal("the owner's own", page.Find("main b").TextContent);
        Assert.Empty(page.FindAll(".component-wrong"));
    }

    [Fact]
    public async Task A_fragment_in_a_text_of_another_language_says_its_own()
    {
        _site.Write("start.md", "<component-view name=\"contact/form\" load=\"inline\"></component-view>\n\n<component-view name=\"x/y\"></component-view>");
        Assert.Empty((await _site.Visit().OpenAsync("/start")).FindAll("main article [lang]"));
        var visitor = _site.Visit();
        visitor.Client.DefaultRequestHeaders.Add("Accept-Language", "ja");
        var page = await visitor.OpenAsync("/start");
        Assert.Equal("en", page.Find("main article").GetAttribute("lang"));
        Assert.Equal(["ja", "ja"], page.FindAll("main article > .component").Select(element => element.GetAttribute("lang")));
    }

    [Fact]
    public async Task The_page_fills_slots_of_the_layout_for_itself_alone()
    {
        _site.Write("start.md", """
            ---
            title: Start
            slots:
              sidebar: |
                <h2 id="own">Only here</h2>
                <component-view name="comments/thread" subject="side"></component-view>
              footer: <p>Footer of this page</p>
            ---
            Text
            """);
        _site.Write("other.md", "Text");
        var page = await _site.Visit().OpenAsync("/start");
        Assert.Equal("Only here", page.Find("aside #own").TextContent);
        Assert.NotEmpty(page.FindAll("aside [data-fragment='comments/thread']"));
        Assert.Equal("Footer of this page", page.Find("footer").TextContent.Trim());
        Assert.Empty((await _site.Visit().OpenAsync("/other")).FindAll("#own"));
    }

    [Fact]
    public async Task A_draft_is_for_administrators_only()
    {
        _site.Write("start.md", "---\ntitle: Start\ndraft: true\nslots:\n  footer: secret\n---\nText");
        _site.Write("articles/new.md", "---\ntitle: New\ndate: 2026-11-21\ndraft: true\n---\nText");
        var visitor = await _site.VisitAsMemberAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync("/start")).Status);
        Assert.DoesNotContain("secret", (await visitor.OpenAsync("/start")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync("/articles/new")).Status);
        Assert.Empty((await visitor.OpenAsync("/articles")).FindAll(".cards a"));
        var owner = await _site.VisitAsAdministratorAsync();
        Assert.Contains("A draft", (await owner.OpenAsync("/start")).Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal("Draft", (await owner.OpenAsync("/articles")).Find(".cards .badge").TextContent);
    }

    [Fact]
    public async Task A_mistake_keeps_the_page_as_it_was_and_tells_the_owner_why()
    {
        _site.Write("start.md", "---\ntitle: Start\n---\none");
        await _site.Visit().OpenAsync("/start");
        _site.Write("start.md", "---\ntitel: Start\n---\ntwo");
        var page = await _site.Visit().OpenAsync("/start");
        Assert.Equal("one", page.Find("main article p").TextContent);
        Assert.Empty(page.FindAll(".component-problem"));
        var owner = await _site.VisitAsAdministratorAsync();
        Assert.Contains("Line 2: there is no 'titel' here.", (await owner.OpenAsync("/start")).Find(".component-problem").TextContent, StringComparison.Ordinal);
        _site.Write("broken.md", "---\ndate: soon\n---\n");
        Assert.Equal(HttpStatusCode.NotFound, (await _site.Visit().OpenAsync("/broken")).Status);
        Assert.Contains("date: must be a day such as", (await owner.OpenAsync("/broken")).Find(".component-problem").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_tag_is_a_quiet_note_and_the_owner_sees_the_reason()
    {
        _site.Write("start.md", "before\n\n<component-view name=\"comments/thred\" subject=\"x\"></component-view>\n\nafter");
        var page = await _site.Visit().OpenAsync("/start");
        Assert.Equal(["before", "after"], page.FindAll("main article > p").Select(paragraph => paragraph.TextContent));
        Assert.Equal("This part of the page is not available.", page.Find(".component-wrong").TextContent);
        var owner = await _site.VisitAsAdministratorAsync();
        Assert.Contains("Do you mean 'comments/thread'?", (await owner.OpenAsync("/start")).Find(".component-wrong").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin.md", "/admin"), InlineData("admin/x.md", "/admin/x"), InlineData("admin/a/b/c.md", "/admin/a/b/c"), InlineData("Admin/x.md", "/Admin/x")]
    [InlineData("account/x.md", "/account/x"), InlineData("c/x.md", "/c/x"), InlineData("c/comments/thread.md", "/c/comments/thread"), InlineData("language/en.md", "/language/en")]
    [InlineData("contact.md", "/contact"), InlineData("articles.md", "/articles"), InlineData("error.md", "/error")]
    public async Task A_file_never_takes_an_address_of_the_site(string file, string address)
    {
        _site.Write(file, "---\ntitle: Taken over\nslots:\n  footer: Taken over\n---\nTaken over");
        Assert.DoesNotContain("Taken over", (await _site.Visit().OpenAsync(address)).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/../secret"), InlineData("/%2e%2e/secret"), InlineData("/guides/..%2fsecret"), InlineData("/guides/..%5csecret"), InlineData("/guides/%2e%2e%2fsecret"), InlineData("/guides//start")]
    [InlineData("/.hidden"), InlineData("/guides/.hidden/x"), InlineData("/_part"), InlineData("/start.md"), InlineData("/guides/index"), InlineData("/index"), InlineData("/start%0a"), InlineData("/guides/C:%5Csecret")]
    [InlineData("/a/b/c/d/e/f/g/h/i/j/k"), InlineData("/start%20"), InlineData("/start.")]
    public async Task No_address_leads_out_of_the_folder_or_to_what_is_hidden(string address)
    {
        File.WriteAllText(Path.Combine(_site.Directory, "secret.md"), "secret");
        foreach (var file in (string[])["start.md", "guides/index.md", "guides/start.md", ".hidden.md", "guides/.hidden/x.md", "_part.md", "a/b/c/d/e/f/g/h/i/j/k.md"])
            _site.Write(file, "secret");
        var page = await _site.Visit().OpenAsync(address);
        Assert.True(page.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{page.Status}");
        Assert.DoesNotContain("<p>secret", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_are_followed_inside_the_folder_only()
    {
        _site.Write("start.md", "inside");
        Directory.CreateDirectory(Path.Combine(_site.Directory, "outside"));
        var secret = Path.Combine(_site.Directory, "outside", "secret.md");
        File.WriteAllText(secret, "secret");
        File.CreateSymbolicLink(Path.Combine(_site.ContentFolder, "out.md"), secret);
        File.CreateSymbolicLink(Path.Combine(_site.ContentFolder, "in.md"), Path.Combine(_site.ContentFolder, "start.md"));
        File.CreateSymbolicLink(Path.Combine(_site.ContentFolder, "circle.md"), Path.Combine(_site.ContentFolder, "circle.md"));
        Directory.CreateSymbolicLink(Path.Combine(_site.ContentFolder, "folder"), Path.Combine(_site.Directory, "outside"));
        Directory.CreateSymbolicLink(Path.Combine(_site.ContentFolder, "round"), _site.ContentFolder);
        foreach (var address in (string[])["/out", "/folder/secret", "/circle"])
            Assert.Equal(HttpStatusCode.NotFound, (await _site.Visit().OpenAsync(address)).Status);
        Assert.Contains("inside", (await _site.Visit().OpenAsync("/in")).Html, StringComparison.Ordinal);
    }
}
