using App.Content;

namespace App.Tests.Content;

public sealed class FrontMatterTests
{
    [Fact]
    public void What_is_there_is_read()
    {
        var front = Read("""
            ---
            # The page for beginners
            title: "Start: \"here\""
            description: Text with a # and a colon: all of it
            date: 2026-11-21
            lang: pt-BR

            draft: true
            comments: inline
            slots:
              sidebar: <b>x</b>
              footer: |
                <p>

                  y</p>
            ---
            Text
            """);
        Assert.Empty(front.Mistakes);
        Assert.Equal(("Start: \"here\"", "Text with a # and a colon: all of it", new DateOnly(2026, 11, 21), "pt-BR", true, true), (front.Title, front.Description, front.Date, front.Language, front.IsDraft, front.HasInlineComments));
        Assert.Equal(["sidebar", "footer"], front.Slots.Keys);
        Assert.Equal(16, front.Lines);
    }

    [Theory]
    [InlineData("Text")]
    [InlineData("")]
    [InlineData("----\ntitle: x\n----\n")]
    [InlineData("---\n---\n")]
    public void None_is_none(string source)
    {
        var front = Read(source);
        Assert.Empty(front.Mistakes);
        Assert.Null(front.Title);
    }

    [Theory]
    [InlineData("title: x", 1, "a second line of ---")]
    [InlineData("titel: x\n---", 2, "there is no 'titel' here. There is: title, description,")]
    [InlineData("title: x\ntitle: y\n---", 3, "'title' is there twice")]
    [InlineData("title\n---", 2, "'name: value'")]
    [InlineData("  title: x\n---", 2, "'name: value'")]
    [InlineData("- title: x\n---", 2, "there is no '- title' here")]
    [InlineData("title: &a x\n---", 2, "stands in quotes")]
    [InlineData("title: *a\n---", 2, "stands in quotes")]
    [InlineData("title: [a, b]\n---", 2, "stands in quotes")]
    [InlineData("title: \"x\n---", 2, "stands in quotes")]
    [InlineData("date: 21.11.2026\n---", 2, "date: must be a day such as 2026-11-21, not '21.11.2026'")]
    [InlineData("date: 2026-02-30\n---", 2, "date: must be a day")]
    [InlineData("draft: yes\n---", 2, "draft: must be true or false")]
    [InlineData("comments: maybe\n---", 2, "comments: must be inline or later")]
    [InlineData("lang: english please\n---", 2, "lang: must be a language")]
    [InlineData("slots: <b>x</b>\n---", 2, "comes a new line")]
    [InlineData("slots:\n  sidebar\n---", 3, "'name: HTML'")]
    [InlineData("slots:\n  a: x\n  a: y\n---", 4, "the slot 'a' is there twice")]
    public void A_mistake_is_named_with_its_line(string source, int line, string part)
    {
        var mistake = Assert.Single(Read("---\n" + source).Mistakes);
        Assert.Equal(line, mistake.Line);
        Assert.Contains(part, mistake.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_billion_laughs_are_none()
    {
        var laughs = "---\na: &a [\"lol\",\"lol\"]\n" + string.Concat(Enumerable.Range('b', 20).Select(letter => $"{(char)letter}: &{(char)letter} [*{(char)(letter - 1)},*{(char)(letter - 1)}]\n")) + "title: *u\n---\n";
        var before = GC.GetAllocatedBytesForCurrentThread();
        var front = Read(laughs);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
        Assert.Equal(22, front.Mistakes.Count);
        Assert.Null(front.Title);
    }

    [Fact]
    public void Too_much_is_refused()
    {
        Assert.Contains("within 500 lines", Assert.Single(Read("---\n" + string.Concat(Enumerable.Repeat("# x\n", 501)) + "---\n").Mistakes).Text, StringComparison.Ordinal);
        Assert.Contains("at most 500 characters", Assert.Single(Read($"---\ntitle: {new string('x', 501)}\n---\n").Mistakes).Text, StringComparison.Ordinal);
    }

    private static FrontMatter Read(string source) => FrontMatter.Read(source.ReplaceLineEndings("\n").Split('\n'));
}
