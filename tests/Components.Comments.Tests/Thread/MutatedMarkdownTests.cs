using Components.Comments.Thread;

namespace Components.Comments.Tests.Thread;

/// <summary>Thousands of texts put together by chance from what attacks are made of. The seed is fixed, so that a failure can be seen again.</summary>
public sealed class MutatedMarkdownTests
{
    private const int Seed = 20261121;
    private const int Texts = 5_000;

    private static readonly string[] Pieces =
    [
        "[", "]", "(", ")", "<", ">", "!", "[x](", "![y](", "](", "[a]: ", "[a]", "[^1]", "[^1]: ", "\n", "\n\n", "    ", "\t", " ", "\\", "`", "```js\n", "~~~", "*", "**", "_", "~~", "^", "++", "==", "#", "> ", "- ", "1. ", "---\n", "|", "| a | b |\n|---|---|\n",
        "javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", "&#106;avascript:", "&#x6A;avascript&colon;", "%6Aavascript:", "javascript&#58;", "\u0001javascript:", "data:text/html,", "data:text/html;base64,PHNjcmlwdD4=", "vbscript:", "alert(1)", "//evil.example",
        "http://", "https://example.com/", "www.example.com", "mailto:", "a@b.example", "<javascript:alert(1)>", "<https://example.com>", "<script>", "</script>", "<img src=x onerror=alert(1)>", "<a href=\"javascript:x\">", "<!--", "-->", "<svg/onload=x>", "</div>",
        "\"", "'", "=", " onclick=alert(1) ", "\" onmouseover=\"x", "{.c onclick=x}", "{onclick=\"x\"}", "&lt;script&gt;", "&amp;", "&quot;", "&#0;", "&Tab;", "日本語", "😀", "\u202e", "\u2028", "\ufeff", "é",
    ];

    [Fact]
    public void Whatever_is_typed_the_HTML_is_harmless()
    {
        var random = new Random(Seed);
        var markdown = new CommentMarkdown();
        for (var i = 0; i < Texts; i++)
        {
            var text = Mutate(random, string.Concat(Enumerable.Range(0, random.Next(2, 16)).Select(_ => Pieces[random.Next(Pieces.Length)])));
            if (SafeHtml.ProblemIn(markdown.ToHtml(text).Value) is { } problem)
                Assert.Fail($"Text {i}: {problem}\n{text}\n{markdown.ToHtml(text).Value}");
        }
    }

    // Every second text is left as it was put together.
    private static string Mutate(Random random, string text)
    {
        var at = random.Next(text.Length);
        return random.Next(10) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, ((char)random.Next(1, 128)).ToString()),
            2 => text.Insert(at, text),
            3 => text[at..] + text[..at],
            4 => text.ToUpperInvariant(),
            _ => text,
        };
    }
}
