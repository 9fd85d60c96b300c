using App.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace App.Tests.Content;

/// <summary><c>check</c> and <c>sign</c>, from the command line, on a site of the test's own.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("check-").FullName;

    public CheckCommandTests()
    {
        Write("layout.html", "<layout use=\"plain\">\n<p slot=\"footer\">x</p>\n</layout>");
        Write("content/start.md", "# Start\n\n<component-view name=\"comments/thread\" subject=\"x\"></component-view>\n");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task All_is_well_in_one_line()
    {
        var (exitCode, output, errors) = await RunAsync("check");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal("All is well: 1 content files, the layout file and 3 layouts.", output.Trim());
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_with_file_and_line()
    {
        Write("content/a.md", "---\ntitle: A\nslots:\n  footer: |\n    <p>\n    <component-view name=\"x/y\"></component-view>\n---\n\nText\n\n<component-view name=\"comments/thred\"></component-view>\n\n> - text\n>   <component-view name=\"comments/thread\"></component-view>\n\nText `code` <component-view name=\"contact/form\"> text\n");
        Write("content/b.html", "<p>\n<component-view name=\"comments/thread\" subject=\"x\" load=\"soon\"></component-view>");
        Write("content/bb.md", "---\ntitle: [x]\n---\n");
        Write("content/contact.md", "x");
        Write("content/d.html", "<!doctype html>\n<html><body>x</body></html>");
        Write("content/_part.md", "x");
        Write("content/start.html", "x");
        File.WriteAllBytes(Path.Combine(_root, "content/e.md"), [0xff, 0xfe]);
        File.CreateSymbolicLink(Path.Combine(_root, "content/f.md"), Path.Combine(_root, "layout.html"));
        Write("layout.html", "<layout use=\"plain\">\n<p slot=\"footer\">x</p>\n<aside slot=\"sidebar\">\n<component-view name=\"comments/recnt\"></component-view></aside>\n</layout>");
        Write("layouts/own/layout.html", "<html><head></head><body>\n<component-view name=\"comments/thread\" subject=\"all\">\n<slot></slot>\n</body></html>");
        Write("layouts/bad/layout.html", "<html>");
        var (exitCode, output, errors) = await RunAsync("check");
        Assert.Equal((1, ""), (exitCode, errors));
        string[] expected =
        [
            "content/_part.md: it has no address",
            "content/a.md, line 6: There is no fragment 'x/y'.",
            "content/a.md, line 11: There is no fragment 'comments/thred'. Do you mean 'comments/thread'?",
            "content/a.md, line 14: 'subject' is missing",
            "content/a.md, line 16: This tag is not closed",
            "content/b.html, line 2: load=\"soon\" cannot be used",
            "content/bb.md, line 2: title: a value that begins with [",
            "content/contact.md: the address /contact belongs to the site itself",
            "content/d.html, line 1: a content page is what stands inside the layout.",
            "content/e.md: it is not UTF-8",
            "content/f.md: it is a link that leads out",
            "content/start.html: start.md has the same address",
            "layout.html, line 4: There is no fragment 'comments/recnt'.",
            "layouts/bad/layout.html: there is no </head>",
            "layouts/own/layout.html, line 2: This tag is not closed",
            "15 mistakes in 10 content files, the layout file and 5 layouts.",
        ];
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected.Length, lines.Length);
        Assert.All(expected.Zip(lines), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_would_be_a_burden_or_is_none_is_named()
    {
        Write("content/many.md", "x\n" + string.Concat(Enumerable.Repeat("[", 20_000)));
        Write("content/nothing.md", "");
        var (exitCode, output, _) = await RunAsync("check");
        Assert.Equal(1, exitCode);
        Assert.Contains("content/many.md, line 2: up to this line there are 20,000 signs of [", output, StringComparison.Ordinal);
        Assert.Contains("content/nothing.md: it is empty, or no plain file", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slot_that_no_layout_has_is_named_and_one_of_another_layout_is_not()
    {
        Write("layouts/own/layout.html", "<html><head></head><body>\n<slot></slot><slot name=\"aside\"></slot>\n</body></html>");
        Write("layout.html", "<layout use=\"plain\">\n<p slot=\"aside\">x</p>\n<p slot=\"fotter\">x</p>\n<p slot=\"completely-other\">x</p>\n</layout>");
        var (exitCode, output, _) = await RunAsync("check");
        Assert.Equal(1, exitCode);
        Assert.Contains("layout.html, line 3: no layout has a slot 'fotter', so this is never shown. Do you mean 'footer'?", output, StringComparison.Ordinal);
        Assert.Contains("layout.html, line 4: no layout has a slot 'completely-other', so this is never shown. There are: account, aside, ", output, StringComparison.Ordinal);
        Assert.Contains("2 mistakes in", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_signed_for_a_page_that_is_built_beforehand()
    {
        var (exitCode, output, errors) = await RunAsync("sign", "comments/thread", "subject=/blog/1", "--page", "/blog/1", "page-size=5");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Matches(@"Fragment: https://blog\.example/c/comments/thread\?pageSize=5&subject=%2Fblog%2F1&_page=%2Fblog%2F1&_sig=\S+\r?\nDocument: https://blog\.example/c/comments/thread\.html\?\S+", output);
    }

    [Fact]
    public async Task An_address_is_signed_for_a_registered_other_site_only()
    {
        string[] command = ["sign", "comments/thread", "subject=/blog/1", "--origin", "HTTPS://Other.Example/", "--page", "/blog/1"];
        var (exitCode, output, errors) = await RunAsync(command);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("https://other.example is not registered here: add it in the admin area", errors, StringComparison.Ordinal);

        Write("INSERT INTO component_embedding_sites (Id, Origin, Name, Secret, CreatedAt, IsOn) VALUES (7, 'https://other.example', 'Other', 'x', 0, 1)");
        (exitCode, output, errors) = await RunAsync(command);
        Assert.Equal((0, ""), (exitCode, errors));
        const string Query = @"subject=https%3A%2F%2Fother\.example%2Fblog%2F1&_page=%2Fblog%2F1&_origin=https%3A%2F%2Fother\.example&_sig=\S+";
        Assert.Matches($@"Fragment: https://blog\.example/c/comments/thread\?{Query}", output);
        Assert.Contains("<script type=\"module\" src=\"https://blog.example/embed.js\"></script>", output, StringComparison.Ordinal);
        Assert.Contains("<component-view name=\"comments/thread\" subject=\"/blog/1\"><a href=\"https://blog.example/c/comments/thread.html?subject=", output, StringComparison.Ordinal);

        Assert.Contains("\">Comments</a></component-view>", output, StringComparison.Ordinal);

        Assert.Contains("it must be an address of https://other.example", (await RunAsync("sign", "comments/thread", "subject=https://evil.example/", "--origin", "https://other.example")).Errors, StringComparison.Ordinal);
        Assert.Contains("'after' cannot be set", (await RunAsync("sign", "comments/thread", "subject=/x", "after=x", "--origin", "https://other.example")).Errors, StringComparison.Ordinal);
        Assert.Contains("'comments/recent' is not for other sites' pages", (await RunAsync("sign", "comments/recent", "--origin", "https://other.example")).Errors, StringComparison.Ordinal);

        Write("UPDATE component_embedding_sites SET IsOn = 0");
        Assert.Contains("is switched off", (await RunAsync(command)).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sign comments/thread subject=x --origin null", "'null' is no origin")]
    [InlineData("sign comments/thread subject=x --origin https://other.example --page x", "must be the path of a page of that site")]
    [InlineData("sign", "Which fragment?")]
    [InlineData("sign subject=x", "Which fragment?")]
    [InlineData("sign comments/thred subject=x", "Do you mean 'comments/thread'?")]
    [InlineData("sign comments/thread", "'subject' is missing")]
    [InlineData("sign comments/thread subject=x subject=y", "'subject' is there twice")]
    [InlineData("sign comments/thread subject", "must be NAME=VALUE")]
    [InlineData("sign comments/thread subject=x --page //evil.example", "must be the path of a page")]
    [InlineData("sign comments/thread subject=x --site y", "no option --site")]
    [InlineData("sign comments/thread subject=x scope=session", "for one person or one session only")]
    public async Task What_cannot_be_signed_is_said_in_words(string command, string part)
    {
        var (exitCode, output, errors) = await RunAsync(command.Split(' '));
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(part, errors, StringComparison.Ordinal);
        Assert.Contains("Usage: run sign", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private void Write(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Directory.GetFiles(Path.Combine(_root, "data"), "*.db").Single()};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var app = new AppProcess(Path.Combine(_root, "data")) { Folder = _root };
        app.Settings["Site:Url"] = "https://blog.example";
        return await app.RunAsync(arguments);
    }
}
