using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Components.Comments.Thread;
using Components.Fragments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace App.Tests.Docs;

/// <summary>The examples of docs/loading.md: each tag is shown by the real site, and what it loads is loaded.</summary>
public sealed partial class LoadingPageTests(LoadingPageTests.SiteWithTags site) : IClassFixture<LoadingPageTests.SiteWithTags>
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("docs/loading.md"));

    public static TheoryData<string> HtmlExamples => [.. Blocks("html").SelectMany(block => new HtmlParser().ParseDocument(block).QuerySelectorAll("component-view")).Select(tag => tag.OuterHtml)];

    public static TheoryData<string> RazorExamples => [.. Blocks("razor").SelectMany(block => RazorTag().Matches(block)).Select(match => match.Value)];

    /// <summary>Shows one tag by its attributes, which come as the query.</summary>
    public sealed class SiteWithTags : Site
    {
        public SiteWithTags() => ConfigureServices = services => services.AddSingleton<IStartupFilter, TagPage>();

        private sealed class TagPage : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
            {
                app.Use((http, rest) => http.Request.Path == "/tag"
                    ? new RazorComponentResult<ComponentView>(new { Name = http.Request.Query["name"].ToString(), Parameters = http.Request.Query.Where(item => item.Key != "name").ToDictionary(item => item.Key, item => (object?)item.Value.ToString()) }).ExecuteAsync(http)
                    : rest(http));
                next(app);
            };
        }
    }

    [Theory]
    [MemberData(nameof(HtmlExamples))]
    public async Task An_example_in_HTML_works(string example)
    {
        var tag = new HtmlParser().ParseDocument(example).QuerySelector("component-view")!;
        var visitor = site.Visit();
        var page = await visitor.OpenAsync($"/tag?{string.Join('&', tag.Attributes.Select(attribute => $"{attribute.Name}={Uri.EscapeDataString(attribute.Value)}"))}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.FindAll(".component-wrong"));
        var content = await visitor.LoadAsync(page.FragmentUrl(tag.GetAttribute("name")!));
        Assert.Equal(HttpStatusCode.OK, content.Status);
        Assert.Single(content.FindAll(".comments-thread"));
    }

    [Theory]
    [MemberData(nameof(RazorExamples))]
    public void An_example_in_Razor_names_what_there_is(string example)
    {
        var names = RazorName().Matches(example).Select(match => match.Groups[1].Value).ToArray();
        var type = new[] { typeof(CommentThread).Assembly, typeof(Fragment).Assembly }.SelectMany(assembly => assembly.GetTypes()).Single(type => type.Name == names[0]);
        var parameters = type.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute))).Select(property => property.Name).ToArray();
        Assert.All(names[1..].Where(name => char.IsUpper(name[0])), name => Assert.Contains(name, parameters));
    }

    [Fact]
    public void Every_parameter_of_the_engine_is_in_the_table()
    {
        var table = Text[..Text.IndexOf("## When it comes", StringComparison.Ordinal)];
        var known = typeof(Fragment).GetProperties().Where(property => property.GetCustomAttribute<ParameterAttribute>() is { CaptureUnmatchedValues: false }).Select(property => property.Name);
        Assert.Empty(known.Where(name => !table.Contains($"`{name}", StringComparison.Ordinal)).Except([nameof(Fragment.Id)]));
        Assert.InRange(HtmlExamples.Count, 10, 100);
        Assert.InRange(RazorExamples.Count, 8, 100);
    }

    [Fact]
    public void Who_comes_from_elsewhere_finds_each_of_them()
    {
        var elsewhere = File.ReadAllText(Repository.PathOf("docs/coming-from.md"));
        var parameters = Row().Matches(Text).SelectMany(row => Parameter().Matches(row.Groups[1].Value)).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.InRange(parameters.Length, 16, 40);
        Assert.All(parameters, parameter => Assert.Contains($"`{parameter}", elsewhere, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Blocks(string language) => Block().Matches(Text).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value);

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    // The second column of the first table.
    [GeneratedRegex(@"^\| [^|`]+ \| ([^|]+) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""`(<?\w+(?: \w+)?(?:="\w+")?)""")]
    private static partial Regex Parameter();

    // An opening tag; elements inside of it are matched by themselves.
    [GeneratedRegex("""<(?:Comment|Fragment)\w+[^>]*>""")]
    private static partial Regex RazorTag();

    [GeneratedRegex("""(?:^<|\s)(\w+)(?==|[\s/>])""")]
    private static partial Regex RazorName();
}
