using System.ComponentModel.DataAnnotations;
using System.Xml.Linq;
using Components.Comments.Votes;
using Testing;

namespace Components.Comments.Tests.Votes;

public sealed class ReactionListTests
{
    [Fact]
    public void A_good_list_is_taken() => Assert.Empty(ProblemsOf("👍", "❤️", "👨‍👩‍👧‍👦", "+1", "yes"));

    [Theory]
    [InlineData("two words", "it has a space in it")]
    [InlineData("", "it is empty")]
    [InlineData("12", "it is a number")]
    [InlineData("a-reaction-that-is-too-long", "27 UTF-16 units, of at most 20")]
    public void A_bad_one_is_named_with_what_is_wrong(string kind, string problem)
    {
        var told = Assert.Single(ProblemsOf("👍", kind));
        Assert.Contains($"'{kind}'", told, StringComparison.Ordinal);
        Assert.Contains(problem, told, StringComparison.Ordinal);
    }

    [Fact]
    public void None_is_listed_twice_and_there_are_not_too_many()
    {
        Assert.Contains("'👍' is listed twice", Assert.Single(ProblemsOf("👍", "🎉", "👍")), StringComparison.Ordinal);
        Assert.Contains("21 reactions are too many", Assert.Single(ProblemsOf([.. Enumerable.Range(0, 21).Select(i => $"r{i}")])), StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_are_read_as_they_were_written()
    {
        (string, int)[] counts = [("👍", 3), ("none", 0), ("👨‍👩‍👧‍👦", 12)];
        Assert.Equal("👍 3 👨‍👩‍👧‍👦 12", ReactionCounts.Write(counts));
        Assert.Equal(new Dictionary<string, int> { ["👍"] = 3, ["👨‍👩‍👧‍👦"] = 12 }, ReactionCounts.Read(ReactionCounts.Write(counts)));
        Assert.Null(ReactionCounts.Write([("👍", 0)]));
        Assert.Empty(ReactionCounts.Read(null));
    }

    [Fact]
    public void Every_name_of_a_reaction_is_there_in_Japanese()
    {
        var known = XDocument.Load(Repository.PathOf("src/Components.Comments/Texts.ja.resx")).Descendants("data").Select(data => data.Attribute("name")!.Value);
        Assert.Empty(ReactionName.All.Except(known));
        Assert.Equal("Love", ReactionName.Of("❤️"));
        Assert.Equal("Love", ReactionName.Of("❤"));
    }

    private static List<string> ProblemsOf(params string[] kinds)
    {
        var options = new CommentsOptions();
        foreach (var kind in kinds)
            options.Reactions.Add(kind);
        List<ValidationResult> results = [];
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Select(result => result.ErrorMessage!)];
    }
}
