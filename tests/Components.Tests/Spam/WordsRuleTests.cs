using System.Diagnostics;
using Components.Spam;

namespace Components.Tests.Spam;

public sealed class WordsRuleTests
{
    [Theory]
    [InlineData("casino", "My casino is good.")]
    [InlineData("casino", "CASINO")]
    [InlineData("casino", "ｃａｓｉｎｏ")]
    [InlineData("casino", "𝐜𝐚𝐬𝐢𝐧𝐨")]
    [InlineData("Casino", "ca\u00ADsi\u200Bno")]
    [InlineData("casino", "best-casino!")]
    [InlineData("casino", "online_casino_now")]
    [InlineData("casino", "オンラインcasino最高")]
    [InlineData("casino", "cas casi casino")]
    [InlineData("casi*", "casinos")]
    [InlineData("*coin", "bitcoin")]
    [InlineData("*coin*", "bitcoins")]
    [InlineData("via*a", "viagra")]
    [InlineData("v*a*a", "viagra")]
    [InlineData("a*b", "abxb")]
    [InlineData("ca*o", "casino")]
    [InlineData("buy  now", "Please BUY\n now!")]
    [InlineData("*.ru", "see spam.ru today")]
    [InlineData("http://bad.example", "go to http://bad.example now")]
    [InlineData("カジノ", "オンラインカジノ入門")]
    [InlineData("カジノ", "ｵﾝﾗｲﾝｶｼﾞﾉ")]
    [InlineData("出会い", "素敵な出会いがあります")]
    [InlineData("副業*万円", "副業で月30万円")]
    [InlineData("คาสิโน", "เล่นคาสิโนออนไลน์")]
    [InlineData("übel", "ÜBEL")]
    [InlineData("u\u0308bel", "übel")]
    [InlineData("c++", "c++ rules")]
    [InlineData("!!!", "no", false)]
    [InlineData("cialis", "specialist", false)]
    [InlineData("cialis", "socialisé cialise", false)]
    [InlineData("casi*", "occasion", false)]
    [InlineData("*coin", "coinage", false)]
    [InlineData("a*b", "a b", false)]
    [InlineData("a*b", "abx", false)]
    [InlineData("via*a", "via, a", false)]
    [InlineData("カジノ", "カジキ", false)]
    [InlineData("ass", "classic assess", false)]
    [InlineData("cafe", "cafe\u0301s", false)]
    public void Words_are_found_as_people_read_them(string entry, string text, bool isFound = true) =>
        Assert.Equal(isFound ? entry : null, Judge(entry, new Submission { Text = text })?.Arguments[0]);

    [Fact]
    public void All_that_the_author_wrote_is_read_and_each_for_itself()
    {
        var empty = new Submission { Text = "fine" };
        Assert.NotNull(Judge("pills", empty with { Name = "Cheap Pills" }));
        Assert.NotNull(Judge("pills", empty with { Website = "https://pills.example" }));
        Assert.NotNull(Judge("pills", empty with { Email = "info@pills.example" }));
        Assert.Null(Judge("fine*cheap", empty with { Name = "cheap" }));
    }

    [Fact]
    public void The_first_word_of_the_list_that_occurs_is_named_as_the_owner_wrote_it()
    {
        var finding = Judge("# bad ones\n\n  Poker \ncasino\n", new Submission { Text = "casino and poker" });
        Assert.Equal(("It contains the blocked word “{0}”.", "Poker"), (finding!.Text, finding.Arguments[0]));
    }

    [Fact]
    public void What_means_nothing_is_skipped_and_told_to_the_owner()
    {
        var settings = Settings($"*\n**\n...\n{new string('x', 300)}\nok\n# note");
        Assert.Equal(["*", "**", "...", new string('x', 300)], settings.BadEntries());
        Assert.Null(SpamRule.From(settings).Judge(new Submission { Text = "anything ... at all *" }));
    }

    [Theory]
    [InlineData("\uD800 lone")]
    [InlineData("\uDC00")]
    [InlineData("\uFFFF\uFFFE\u0000")]
    public void Broken_text_is_read_without_a_fault(string text) => Assert.Null(Judge("casino", new Submission { Text = text }));

    [Fact]
    public void Neither_a_wild_list_nor_a_hostile_text_takes_long()
    {
        var entries = string.Join('\n', Enumerable.Range(0, 200).Select(number => $"{string.Concat(Enumerable.Repeat("a*", 60))}b{number}"));
        var started = Stopwatch.StartNew();
        Assert.Null(Judge(entries, new Submission { Text = new string('a', 20_000) }));
        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    private static RuleSettings Settings(string entries) => new() { Id = "words", Kind = RuleKind.Words, Entries = entries };

    private static Finding? Judge(string entries, Submission submission) => SpamRule.From(Settings(entries)).Judge(submission);
}
