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

    // A path in backticks: with a slash, and an ending behind a dot. `/c/{id}.html` is an address.
    [GeneratedRegex(@"`([A-Za-z0-9_.-]+/[A-Za-z0-9_./-]*\.[A-Za-z0-9]+)`")]
    private static partial Regex FileName();
}
