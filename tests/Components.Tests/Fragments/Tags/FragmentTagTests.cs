using Components.Fragments;
using Components.Layouts;
using Components.Signing;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Fragments.Tags;

/// <summary>A tag as people write it: names without case, values as text, mistakes named with the way to mend them.</summary>
public sealed class FragmentTagTests(TestHost host) : IClassFixture<TestHost>
{
    [Theory]
    [InlineData("load", "when-visible", "Load", Load.WhenVisible)]
    [InlineData("LOAD", "WhenVisible", "Load", Load.WhenVisible)]
    [InlineData("load", "inline", "Load", Load.Inline)]
    [InlineData("scope", "session", "Scope", UrlScope.Session)]
    [InlineData("id", "here", "Id", "here")]
    [InlineData("Subject", "x", "Subject", "x")]
    [InlineData("class", "wide", "class", "wide")]
    [InlineData("data-x", "1", "data-x", "1")]
    [InlineData("aria-label", "1", "aria-label", "1")]
    public void An_attribute_goes_where_it_belongs(string name, string text, string property, object value)
    {
        var tag = Read("test/subject", ("subject", "s"), (name, text));
        Assert.Empty(tag.Problems);
        Assert.Equal(value, tag.Values[property]);
    }

    [Theory]
    [InlineData("test/subjct", "There is no fragment 'test/subjct'. Do you mean 'test/subject'?")]
    [InlineData("TEST/SUBJECT", "There is no fragment 'TEST/SUBJECT'. Do you mean 'test/subject'?")]
    [InlineData("", "The tag does not say which fragment it stands for: add name=\"pack/name\".")]
    public void A_wrong_name_is_said_with_the_right_one(string name, string problem) => Assert.Equal(problem, Assert.Single(Read(name).Problems).ToString());

    [Theory]
    [InlineData("subjct", "x", "'test/subject' has no parameter 'subjct'. Do you mean 'subject'?")]
    [InlineData("load", "later", "load=\"later\" cannot be used: it must be inline, on-load, when-visible, on-demand.")]
    [InlineData("load", "1", "load=\"1\" cannot be used: it must be inline, on-load, when-visible, on-demand.")]
    [InlineData("onclick", "alert(1)", "'test/subject' has no parameter 'onclick'.")]
    [InlineData("style", "color: red", "'test/subject' has no parameter 'style'.")]
    [InlineData("hx-get", "/x", "'test/subject' has no parameter 'hx-get'.")]
    [InlineData("href", "javascript:alert(1)", "'test/subject' has no parameter 'href'.")]
    public void A_wrong_attribute_is_named(string name, string text, string problem) =>
        Assert.StartsWith(problem, Assert.Single(Read("test/subject", ("subject", "s"), (name, text)).Problems).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("lang", true)]
    [InlineData("LANG", true)]
    [InlineData("class", false)]
    public void It_is_known_whether_it_says_its_language(string name, bool says) => Assert.Equal(says, Read("test/subject", ("subject", "s"), (name, "en")).SaysLanguage);

    [Fact]
    public async Task What_stands_in_a_text_is_read_once_for_each_site()
    {
        await using var other = new TestHost();
        await other.InitializeAsync();
        var (here, there) = (host.Services.GetRequiredService<FragmentRegistry>(), other.Services.GetRequiredService<FragmentRegistry>());
        var segment = new Segment.Fragment("test/subject", 1, [new("subject", "s")], []);
        Assert.Same(segment.In(here), segment.In(here));
        Assert.Same(here.Find("test/subject"), segment.In(here).Fragment);
        Assert.Same(there.Find("test/subject"), segment.In(there).Fragment);
    }

    [Fact]
    public void What_is_missing_is_named() => Assert.Equal("'subject' is missing: add subject=\"…\".", Assert.Single(Read("test/subject").Problems).ToString());

    [Fact]
    public void Values_of_the_right_type_are_taken_as_they_are()
    {
        var tag = FragmentTag.Read(Registry, "test/values", [new("Number", 5), new("Day", new DateOnly(2026, 11, 21))]);
        Assert.Empty(tag.Problems);
        Assert.Equal(5.0, tag.Values["Number"]);
        Assert.Equal(new DateOnly(2026, 11, 21), tag.Values["Day"]);
    }

    [Theory]
    [InlineData("30s", 30_000)]
    [InlineData("1.5m", 90_000)]
    [InlineData("500ms", 500)]
    [InlineData("2 h", 7_200_000)]
    [InlineData("00:00:05", 5_000)]
    public void A_duration_is_written_as_people_do(string text, double milliseconds)
    {
        Assert.True(Duration.TryParse(text, out var span));
        Assert.Equal(milliseconds, span.TotalMilliseconds);
    }

    [Theory, InlineData("5"), InlineData("-5s"), InlineData("0s"), InlineData("25h"), InlineData("s"), InlineData("1e3s"), InlineData("1,5s"), InlineData("NaNs"), InlineData(""), InlineData("5 apples")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(Duration.TryParse(text, out _));

    private FragmentRegistry Registry => host.Services.GetRequiredService<FragmentRegistry>();

    private FragmentTag Read(string name, params (string Name, string Text)[] attributes) =>
        FragmentTag.Read(Registry, name, attributes.Select(attribute => new KeyValuePair<string, object?>(attribute.Name, attribute.Text)));
}
