using System.Globalization;
using Components.Fragments;

namespace Components.Tests.Fragments;

public sealed class ElementIdsTests
{
    [Fact]
    public void They_are_the_same_however_many_were_asked_for()
    {
        var ids = new ElementIds("test/a");
        var queries = Enumerable.Range(0, 3000).Select(number => string.Create(CultureInfo.InvariantCulture, $"a={number}")).Append($"a={new string('x', 5000)}").ToList();
        foreach (var _ in Enumerable.Range(0, 2))
            foreach (var query in queries)
                Assert.Equal(FragmentUrl.HashOf("test/a", query), ids.Of(query));
    }

    [Fact]
    public void They_are_kept_for_a_thousand_and_no_more()
    {
        var ids = new ElementIds("test/a");
        for (var number = 0; number < 3000; number++)
            ids.Of(string.Create(CultureInfo.InvariantCulture, $"a={number}"));
        ids.Of($"b={new string('x', 5000)}");
        Assert.Same(ids.Of("a=0"), ids.Of("a=0"));
        Assert.Same(ids.Of("a=999"), ids.Of("a=999"));
        Assert.NotSame(ids.Of("a=1000"), ids.Of("a=1000"));
    }

    [Fact]
    public void Another_fragment_has_others() => Assert.NotEqual(new ElementIds("test/a").Of("a=1"), new ElementIds("test/b").Of("a=1"));
}
