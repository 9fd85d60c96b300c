using Testing;

namespace Components.Tests.Sources;

public sealed class PublicApiTests
{
    private const string Recorded = "tests/Components.Tests/PublicApi.txt";

    [Fact]
    public void What_the_core_offers_is_what_is_written_down()
    {
        var actual = PublicApi.Of(typeof(SiteOptions).Assembly);
        var file = Path.Combine(AppContext.BaseDirectory, "PublicApi.actual.txt");
        File.WriteAllText(file, string.Join('\n', actual) + "\n");
        var recorded = File.ReadAllLines(Repository.PathOf(Recorded));
        var changes = recorded.Except(actual).Select(line => $"- {line}").Concat(actual.Except(recorded).Select(line => $"+ {line}")).ToArray();
        Assert.True(changes.Length == 0, $"The public API of the core has changed:\n{string.Join('\n', changes)}\nWhere that is meant: cp {file} {Recorded}");
        Assert.Equal(actual, recorded);
    }
}
