using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Components.Spam;
using Components.Tests.Fixture;
using Testing;

namespace Components.Tests.Spam;

public sealed partial class FindingTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly Finding Links = new("links", SpamVerdict.Hold, "It has {0} links; more than {1} are too many.", ["5", "2"]);

    [Fact]
    public void Findings_come_back_as_they_were_kept()
    {
        Finding[] findings = [new("words", SpamVerdict.Spam, "It contains the blocked word “{0}”.", ["カジノ \"<&'\n"]), Links];
        var json = Finding.ToJson(findings);
        Assert.Equal(findings, Finding.FromJson(json));
        Assert.Contains("カジノ", json, StringComparison.Ordinal);
        Assert.InRange(Finding.ToJson([Links]).Length, 10, 100);
        Assert.Equal("", Finding.ToJson([]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("[{\"r\":\"x\"}]")]
    [InlineData("[{\"r\":1,\"v\":1,\"t\":\"x\",\"a\":[]}]")]
    [InlineData("not json")]
    [InlineData("[[[[[[[[")]
    public void What_is_not_a_finding_is_none(string? json) => Assert.Empty(Finding.FromJson(json));

    [Fact]
    public void A_finding_is_read_in_the_language_of_its_reader()
    {
        Assert.Equal("It has 5 links; more than 2 are too many.", In("en", Links));
        Assert.Equal("リンクが5個あります。2個を超えると多すぎます。", In("ja", Links));
        // As kept by a version with other texts.
        Assert.Equal("Gone: {2}", In("ja", Links with { Text = "Gone: {2}" }));
    }

    [Fact]
    public void Every_sentence_that_is_said_of_a_submission_is_there_in_Japanese()
    {
        var said = Directory.EnumerateFiles(Repository.PathOf("src/Components/Spam"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Sentence().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.InRange(said.Length, 18, 60);
        var japanese = XDocument.Load(Repository.PathOf("src/Components/Texts.ja.resx")).Descendants("data").Select(data => data.Attribute("name")!.Value);
        Assert.Empty(said.Except(japanese));
    }

    [Theory]
    [InlineData("Buy NOW!", "ｂｕｙ　ｎｏｗ", true)]
    [InlineData("日本語です。", "日本語です", true)]
    [InlineData("Buy now", "Buy new", false)]
    [InlineData("!!!", "???", false)]
    [InlineData(null, "", true)]
    [InlineData("\uD800", "x", false)]
    public void Texts_that_are_the_same_to_a_reader_have_the_same_fingerprint(string? one, string? other, bool isSame)
    {
        Assert.Equal(isSame, SpamText.Fingerprint(one) == SpamText.Fingerprint(other));
        Assert.Equal(22, SpamText.Fingerprint(one).Length);
    }

    private string In(string language, Finding finding)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        try
        {
            return finding.In(host.Services);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex("""(?:Say\(|new Finding\(Rule, [A-Za-z.]+, )"([^"]+)["]""")]
    private static partial Regex Sentence();
}
