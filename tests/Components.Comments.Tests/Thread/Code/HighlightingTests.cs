using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Components.Comments.Thread;
using Components.Comments.Thread.Code;

namespace Components.Comments.Tests.Thread.Code;

public sealed class HighlightingTests
{
    private static readonly CommentMarkdown Markdown = new();

    public static TheoryData<string> Languages => ["csharp", "cs", "c#", "js", "javascript", "ts", "typescript", "json", "html", "xml", "css", "sql", "bash", "sh", "python", "py"];

    [Theory]
    [InlineData("csharp", "var x = 1; // one", "keyword:var", "number:1", "remark:// one")]
    [InlineData("csharp", "throw new E(\"a \\\" b\");", "keyword:throw", "keyword:new", "text:\"a \\\" b\"")]
    [InlineData("csharp", "\"\"\"\na \"b\" c\n\"\"\" x", "text:\"\"\"\na \"b\" c\n\"\"\"")]
    [InlineData("js", "const $var = `a\n${b}` /* c\nd */ 0x1F", "keyword:const", "text:`a\n${b}`", "remark:/* c\nd */", "number:0x1F")]
    [InlineData("ts", "interface A { b: number }", "keyword:interface", "keyword:number")]
    [InlineData("json", "{\"a\": [true, null, 1.5e3]}", "text:\"a\"", "keyword:true", "keyword:null", "number:1.5e3")]
    [InlineData("html", "<a href=\"x\">for 1 it's</a><!-- c -->", "keyword:a", "text:\"x\"", "keyword:a", "remark:<!-- c -->")]
    [InlineData("css", "@media print { a { margin: 1.5rem } } /* c */", "keyword:@media", "number:1.5rem", "remark:/* c */")]
    [InlineData("sql", "select 'it''s' from T -- all", "keyword:select", "text:'it'", "text:'s'", "keyword:from", "remark:-- all")]
    [InlineData("bash", "if [ $# ]; then echo 'a'; fi # c", "keyword:if", "keyword:then", "keyword:echo", "text:'a'", "keyword:fi", "remark:# c")]
    [InlineData("python", "def f(): return 'a' # c", "keyword:def", "keyword:return", "text:'a'", "remark:# c")]
    public void The_parts_of_code_are_told_apart(string language, string code, params string[] parts) =>
        Assert.Equal(parts, Render(language, code).QuerySelectorAll("span").Select(span => $"{span.ClassName!["comments-code-".Length..]}:{span.TextContent}"));

    [Theory]
    [InlineData("")]
    [InlineData("brainfuck")]
    [InlineData("js\"onload=x")]
    public void Code_in_another_language_stays_as_it_is(string language)
    {
        var code = Render(language, "var x = 1;");
        Assert.Empty(code.Children);
        Assert.Equal("var x = 1;\n", code.TextContent);
    }

    [Fact]
    public void The_language_is_named_by_a_class_whatever_its_case()
    {
        Assert.Equal("language-js", Render("JS", "let x").ClassName);
        Assert.Equal("language-brainfuck", Render("brainfuck", "+").ClassName);
        Assert.False(Render("<b>", "+").HasAttribute("class"));
    }

    [Fact]
    public void Code_that_is_indented_has_no_language()
    {
        var code = Parse("    var x = 1;\n").QuerySelector("pre > code")!;
        Assert.False(code.HasAttribute("class"));
        Assert.Empty(code.Children);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Whatever_is_typed_the_text_stays_and_nothing_but_our_marks_is_added(string language)
    {
        var random = new Random(20_261_122);
        string[] bits = ["\"", "'", "`", "\"\"\"", "'''", "/*", "*/", "//", "--", "#", "<!--", "-->", "<", ">", "</script>", "<img src=x onerror=alert(1)>", "&lt;", "&", "\\", "\n", " ", "\t", "var", "select",
            "def", "1", "0.5e-3", "é", "日本", "😀", "\u202E", "$", "@", "-", "(", "}", "span", "class=\"", "`", "~~"];
        for (var round = 0; round < 1_500; round++)
        {
            var code = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => bits[random.Next(bits.Length)]));
            // The fence is longer than any row of backticks in it.
            var html = Markdown.ToHtml($"{new string('`', 60)}{language}\n{code}\n{new string('`', 60)}").Value;
            Assert.Null(SafeHtml.ProblemIn(html));
            var shown = new HtmlParser().ParseDocument($"<body>{html}</body>").QuerySelector("pre > code")!;
            Assert.Equal($"{code}\n", shown.TextContent);
            Assert.All(shown.QuerySelectorAll("*"), mark => Assert.Matches("^<span class=\"comments-code-(keyword|text|remark|number)\">[^<]+</span>$", mark.OuterHtml));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_pieces_of_code_follow_one_another_without_a_gap(string language)
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var code = new string([.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => (char)random.Next(1, 0x180))]);
            var tokens = new CodeTokens(code, CodeLanguage.Find(language)!);
            var end = 0;
            while (tokens.MoveNext())
            {
                var (start, length) = tokens.Range.GetOffsetAndLength(code.Length);
                Assert.Equal(end, start);
                Assert.True(length > 0);
                end = start + length;
            }
            Assert.Equal(code.Length, end);
        }
    }

    [Fact]
    public void The_longest_comment_is_marked_at_once_and_does_not_swell()
    {
        var html = Markdown.ToHtml($"```js\n{string.Concat(Enumerable.Repeat("1 ", 5_000))}\n```").Value;
        Assert.InRange(html.Length, 10_000, 60_000);
        Assert.Equal(1_000, Parse($"```js\n{string.Concat(Enumerable.Repeat("1 ", 5_000))}\n```").QuerySelectorAll("span").Length);
    }

    private static IElement Render(string language, string code) => Parse($"~~~~{language}\n{code}\n~~~~").QuerySelector("pre > code")!;

    private static IDocument Parse(string text) => new HtmlParser().ParseDocument($"<body>{Markdown.ToHtml(text).Value}</body>");
}
