using System.Text.RegularExpressions;
using Testing;

namespace Components.Tests.Sources;

public sealed partial class DocumentTests
{
    [Theory]
    [InlineData("docs/request.md", "", 20)]
    [InlineData("docs/loading.md", "", 1)]
    [InlineData("docs/write-a-pack.md", "samples/HelloPack", 5)]
    public void Every_file_that_a_page_names_is_there(string page, string about, int atLeast)
    {
        var path = Repository.PathOf(page);
        Assert.True(File.Exists(path), $"{page} is not written yet.");
        var named = FileName().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value).Where(name => !name.StartsWith('/')).Distinct().ToArray();
        Assert.True(named.Length >= atLeast, $"{page} names only {named.Length} files");
        Assert.All(named, name => Assert.True(
            File.Exists(Repository.PathOf(name)) || File.Exists(Path.Combine(Repository.PathOf(about), name)), $"{page} names {name}, which is not there"));
    }

    [Theory]
    [InlineData("docs/push.md", 2)]
    [InlineData("docs/batch-and-sources.md", 1)]
    [InlineData("docs/json.md", 2)]
    [InlineData("docs/overlay.md", 1)]
    [InlineData("docs/webhooks.md", 2)]
    public void Every_example_is_part_of_a_file_that_is_run(string page, int count)
    {
        var examples = Example().Matches(File.ReadAllText(Repository.PathOf(page)).ReplaceLineEndings("\n"));
        Assert.Equal(count, examples.Count);
        Assert.All(examples, example => Assert.Contains(
            example.Groups[2].Value.Trim(), File.ReadAllText(Repository.PathOf(example.Groups[1].Value)).ReplaceLineEndings("\n"), StringComparison.Ordinal));
    }

    // A block of code under the name of the file that it is from.
    [GeneratedRegex(@"^`([A-Za-z0-9_./-]+)`:\n\n```[a-z]+\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    // A path in backticks: with a slash, and an ending behind a dot. `/c/{id}.html` is an address.
    [GeneratedRegex(@"`([A-Za-z0-9_.-]+/[A-Za-z0-9_./-]*\.[A-Za-z0-9]+)`")]
    private static partial Regex FileName();
}
