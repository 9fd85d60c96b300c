using System.Text.RegularExpressions;
using System.Xml.Linq;
using Testing;

namespace Components.Tests.Sources;

/// <summary>English texts are their own keys, so what is missing in Japanese shows only in Japanese: here it shows at once.</summary>
public sealed partial class TextsTests
{
    public static TheoryData<string> Projects => ["src/Components", "src/Components.Comments", "src/Components.Contact", "src/App", "samples/HelloPack"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_text_is_there_in_Japanese(string project)
    {
        var used = SourcesOf(project).SelectMany(source => Text().Matches(source)).Select(match => Plain(match.Groups[1].Value)).Where(key => key.Length > 0).Distinct().ToArray();
        Assert.NotEmpty(used);
        Assert.Empty(used.Except(JapaneseOf(project).Keys).Order());
    }

    // What a pack's texts lack is looked up in the core's.
    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_title_label_and_message_in_an_attribute_is_there_in_Japanese(string project)
    {
        var used = SourcesOf(project).SelectMany(source => Attribute().Matches(source)).Select(match => Plain(match.Groups[1].Value)).Distinct();
        Assert.Empty(used.Except(JapaneseOf(project).Keys).Except(JapaneseOf("src/Components").Keys).Order());
    }

    [Fact]
    public void Every_refusal_and_rule_of_the_core_is_there_in_Japanese()
    {
        var used = SourcesOf("src/Components").SelectMany(source => Refusal().Matches(source).Concat(Rule().Matches(source))).Select(match => Plain(match.Groups[1].Value)).Distinct().ToArray();
        Assert.InRange(used.Length, 12, 100);
        Assert.Empty(used.Except(JapaneseOf("src/Components").Keys).Order());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_translation_has_the_places_of_its_text_and_is_not_empty(string project)
    {
        foreach (var (key, value) in JapaneseOf(project))
        {
            Assert.Equal(PlacesIn(key), PlacesIn(value));
            Assert.NotEmpty(value.Trim());
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_key_is_put_together(string project) => Assert.Empty(SourcesOf(project).SelectMany(source => PutTogether().Matches(source)).Select(match => match.Value));

    private static IEnumerable<string> SourcesOf(string project) => ArchitectureTests.SourcesIn(project).Select(File.ReadAllText);

    private static Dictionary<string, string> JapaneseOf(string project) =>
        XDocument.Load(Repository.PathOf($"{project}/Texts.ja.resx")).Descendants("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string[] PlacesIn(string text) => [.. Place().Matches(text).Select(match => match.Value).Distinct().Order()];

    private static string Plain(string literal) => literal.Replace("\\\"", "\"", StringComparison.Ordinal);

    // "json.Text(…)" reads what has that name; "Text(…)" says it.
    [GeneratedRegex("""(?:\b(?:L|_?texts|_?core)|(?<![.\w])Text)[\[(]\s*"((?:[^"\\]|\\.)*)"[,\])]""")]
    private static partial Regex Text();

    [GeneratedRegex("""(?:\b(?:Display\(Name|ErrorMessage|Title) = |string Title => |new AdminPage\(|new Permission\([^,]+, |new\([A-Z][A-Za-z.]+, )"((?:[^"\\]|\\.)+)"(?=[,);])""")]
    private static partial Regex Attribute();

    [GeneratedRegex("""(?:new Refusal\([^,"]+,|\?\?) "((?:[^"\\]|\\.){10,})",""")]
    private static partial Regex Refusal();

    [GeneratedRegex("""\("([^"]*\{0\}[^"]*)",""")]
    private static partial Regex Rule();

    [GeneratedRegex("""\b(?:L|_?texts)\[\s*\$@?".*""")]
    private static partial Regex PutTogether();

    [GeneratedRegex(@"\{\d(?::\w+)?\}")]
    private static partial Regex Place();
}
