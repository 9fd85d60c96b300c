using System.Globalization;
using System.Net;
using Components.Fragments;
using Components.Tests.Fixture;

namespace Components.Tests.Fragments;

public sealed class ParameterTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 1, 23, 59, 59, 123, TimeSpan.FromHours(9));

    public static TheoryData<string, object> Values => new()
    {
        { "Text", "a&b=c %日😀" },
        { "Text", "" },
        { "Whole", 42 },
        { "Long", long.MinValue },
        { "Number", 0.1 },
        { "Number", double.MaxValue },
        { "Money", 12345678901234567890.12m },
        { "Flag", true },
        { "Flag", false },
        { "Letter", '&' },
        { "Key", Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff") },
        { "Moment", Moment },
        { "Local", new DateTime(2026, 3, 1, 1, 2, 3, DateTimeKind.Utc) },
        { "Day", new DateOnly(2026, 2, 28) },
        { "Time", new TimeOnly(23, 59, 59, 999) },
        { "Big", ValuesFragment.Size.Large },
        { "Look", ValuesFragment.Looks.Bold | ValuesFragment.Looks.Italic },
        { "Look", ValuesFragment.Looks.None },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Every_simple_type_travels_in_the_address(string name, object value)
    {
        var page = await host.Visit().LoadAsync(host.UrlOf<ValuesFragment>((name, value)).Partial);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var text = value is DateTimeOffset or DateTime or DateOnly or TimeOnly ? ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture);
        Assert.Equal($"{name}={text}", page.Find("pre").TextContent);
    }

    [Fact]
    public async Task Numbers_are_written_alike_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            var url = host.UrlOf<ValuesFragment>(("number", 1.5)).Partial;
            Assert.Contains("number=1.5&", url, StringComparison.Ordinal);
            Assert.Equal("Number=1.5", (await host.Visit().LoadAsync(url)).Find("pre").TextContent);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("whole", "abc")]
    [InlineData("whole", "1.5")]
    [InlineData("whole", "99999999999")]
    [InlineData("flag", "yes")]
    [InlineData("key", "1")]
    [InlineData("moment", "yesterday")]
    [InlineData("local", "2026-03-01")]
    [InlineData("day", "2026-02-30")]
    [InlineData("time", "25:00")]
    [InlineData("big", "Huge")]
    [InlineData("big", "7")]
    [InlineData("big", "1")]
    [InlineData("big", "large")]
    [InlineData("big", "Small, Large")]
    [InlineData("look", "3")]
    [InlineData("look", "4")]
    [InlineData("look", "-1")]
    [InlineData("look", "Italic, Bold")]
    [InlineData("look", "Bold,Italic")]
    [InlineData("letter", "ab")]
    [InlineData("money", "1e999")]
    [InlineData("whole", "101")]
    [InlineData("text", "longer than ten")]
    public async Task A_value_that_is_wrong_is_refused_and_named(string name, string text)
    {
        var page = await host.Visit().LoadAsync(host.UrlOf<ValuesFragment>((name, text)).Partial);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains(name, page.Find(".help").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_required_value_that_is_missing_is_refused_and_named(bool isEmpty)
    {
        var url = isEmpty ? host.UrlOf<SubjectFragment>(("subject", "")) : host.UrlOf<SubjectFragment>();
        var page = await host.Visit().LoadAsync(url.Partial);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal("'subject' is missing", page.Find(".help").TextContent.TrimEnd('.'));
    }

    [Fact]
    public async Task A_parameter_that_does_not_exist_is_refused_and_named()
    {
        var page = await host.Visit().OpenAsync(host.UrlOf<ValuesFragment>(("nothing", "1")).Document);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("'nothing'", page.Find(".help").TextContent, StringComparison.Ordinal);
        Assert.Equal("/page", page.Find(".component-problem a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_wrong_parameter_of_a_post_is_refused_before_the_handler_runs()
    {
        host.Journal.Clear();
        var page = await host.Visit().PostAsync(host.UrlOf<FormFragment>(("wrong", "1")).PartialOf("post"), ("Text", "x"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Empty(host.Journal.Entries);
    }

    [Fact]
    public async Task A_tag_that_breaks_a_rule_fails_in_its_page_where_the_author_sees_it() =>
        Assert.Contains("subject", (await Assert.ThrowsAnyAsync<Exception>(() => host.Visit().OpenAsync("/page/too-long"))).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Parameters_are_sorted_and_nulls_left_out()
    {
        var parameters = FragmentParameters.None.With(("B", 2), ("a", "x y"), ("C", null));
        Assert.Equal("a=x%20y&b=2", parameters.Query);
        Assert.Equal("b=2", parameters.With(("A", null)).Query);
    }
}
