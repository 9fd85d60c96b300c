using System.Globalization;
using Components.Comments.Thread;

namespace Components.Comments.Tests;

public sealed class ExcerptTests
{
    private static readonly CommentMarkdown Markdown = new();

    [Theory]
    [InlineData("**bold** and *not* ~~so~~", "bold and not so")]
    [InlineData("see [the page](https://example.com/a) or <https://example.com>", "see the page or https://example.com")]
    [InlineData("> what others say\n\nMy own words", "My own words")]
    [InlineData("> only a quote", "only a quote")]
    [InlineData("# Title\n\n- one\n- two\n\n1. three", "Title one two three")]
    [InlineData("```js\nlet x = 1;\n```\nand `code`", "let x = 1; and code")]
    [InlineData("a &amp; b &lt;i&gt; <b>", "a & b <i> <b>")]
    [InlineData("![picture](https://example.com/x.png)", "picture")]
    [InlineData("two\nlines  \nthree", "two lines three")]
    [InlineData("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name")]
    public void It_says_what_the_text_says_without_its_signs(string text, string said) => Assert.Equal(said, Markdown.ExcerptOf(text));

    [Fact]
    public void It_ends_between_two_words()
    {
        var excerpt = Markdown.ExcerptOf(string.Join(' ', Enumerable.Repeat("**seven77**", 50)));
        Assert.Equal($"{string.Join(' ', Enumerable.Repeat("seven77", 10))}…", excerpt);
    }

    [Theory]
    [InlineData("👩‍👩‍👧‍👦"), InlineData("é"), InlineData("🇯🇵"), InlineData("漢"), InlineData("x")]
    public void Without_words_it_ends_between_two_characters_as_people_see_them(string character)
    {
        var excerpt = Markdown.ExcerptOf(string.Concat(Enumerable.Repeat(character, 120)));
        Assert.EndsWith("…", excerpt, StringComparison.Ordinal);
        Assert.All(Elements(excerpt[..^1]), element => Assert.Equal(character, element));
        Assert.InRange(excerpt.Length, 80 - character.Length + 1, 81);
    }

    [Theory]
    [InlineData(">", 500), InlineData("*", 5000), InlineData("[", 5000), InlineData("`", 5000), InlineData("👍", 3000)]
    public void Whatever_is_written_it_is_short(string piece, int times) => Assert.InRange(Markdown.ExcerptOf(string.Concat(Enumerable.Repeat(piece, times)) + "x").Length, 0, 81);

    private static IEnumerable<string> Elements(string text)
    {
        for (var all = StringInfo.GetTextElementEnumerator(text); all.MoveNext();)
            yield return all.GetTextElement();
    }
}
