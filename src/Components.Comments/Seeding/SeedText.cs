using System.Globalization;
using System.Text;

namespace Components.Comments.Seeding;

/// <summary>Made-up texts in Markdown, English and some Japanese: mostly a sentence or two, now and then long ones with lists, quotes and code.</summary>
internal sealed class SeedText(Random random)
{
    private const double Japanese = 0.2;

    private static readonly string[][] English =
    [
        ["I tried this", "We have run this", "My team uses it", "I read the whole thread", "Somebody asked me about it", "I measured it again"],
        [" on a small server", " on the train", " with two thousand pages", " since spring", " last night", " next to our old forum", ""],
        [" and it just works.", ", and I am **still** surprised.", " - *not bad at all*.", ", but the second step took me an hour.", " and found nothing to complain about.", ". Here is what I found."],
    ];

    private static readonly string[] EnglishMore =
    [
        "Does it keep its place when a new comment arrives?", "The part about caching could be clearer.", "Thank you for writing this down!", "I disagree: the old way was simpler.",
        "Have you tried it without JavaScript?", "Set `PageSize` to 50 and look again.", "See [the notes](https://example.com/notes) for the numbers.", "That is what I thought, too.", "👍", "+1 to that.",
        "It took three tries, but now the page loads in a blink.", "What happens after a restart?", "I would rather have fewer options.", "The screenshots helped a lot.",
    ];

    private static readonly string[][] JapaneseParts =
    [
        ["小さなサーバーで", "古い掲示板から移って", "昨日の夜に", "二千ページのサイトで", "電車の中で"],
        ["試してみました。", "使い始めました。", "読み終えました。", "設定をやり直しました。"],
        ["とても分かりやすいです。", "**思ったより**速いですね。", "二番目の手順で少し迷いました。", "JavaScript なしでも動きました。", "ありがとうございます！", "`PageSize` を変えるとどうなりますか。", "私も同じ意見です。"],
    ];

    public string Next()
    {
        var isJapanese = random.NextDouble() < Japanese;
        var text = new StringBuilder();
        var sentences = 1 + (int)(-Math.Log(1 - random.NextDouble()) * 1.6);
        for (var i = 0; i < sentences; i++)
        {
            text.Append(isJapanese ? JapaneseSentence() : EnglishSentence());
            if (i < sentences - 1)
                text.Append(i % 4 == 3 ? "\n\n" : isJapanese ? "" : " ");
        }
        return Decorate(text, random.NextDouble()).ToString();
    }

    private StringBuilder Decorate(StringBuilder text, double chance) => chance switch
    {
        < 0.04 => text.Insert(0, "> " + EnglishMore[random.Next(EnglishMore.Length)] + "\n\n"),
        < 0.07 => text.Append("\n\n- ").Append(EnglishSentence()).Append("\n- ").Append(JapaneseSentence()).Append("\n- ").Append(EnglishSentence()),
        < 0.09 => text.Append(CultureInfo.InvariantCulture, $"\n\n```csharp\nvar size = {random.Next(1000)};\nforeach (var page in pages.Take(size))\n    Console.WriteLine(page.Title);\n```"),
        // Numbers, so that few texts are the same.
        < 0.5 => text.Append(CultureInfo.InvariantCulture, $" ({random.Next(2, 100_000)} ms)"),
        _ => text,
    };

    private string EnglishSentence() => random.Next(2) == 0 ? EnglishMore[random.Next(EnglishMore.Length)] : OneOfEach(English);

    private string JapaneseSentence() => OneOfEach(JapaneseParts);

    private string OneOfEach(string[][] parts) => string.Concat(parts.Select(part => part[random.Next(part.Length)]));
}
