using System.Globalization;
using BenchmarkDotNet.Attributes;
using Components.Fragments;
using Microsoft.AspNetCore.Http.HttpResults;
using Rendering;

namespace Micro;

/// <summary>A text with tags of fragments, shown by itself: what a hundred of them cost beside a single one, and what it costs to find them.</summary>
public class Tags : IDisposable
{
    private RenderingSite _site = null!;
    private RequestDelegate _one = null!, _many = null!;
    private string _text = "";

    [GlobalSetup]
    public void Prepare()
    {
        _site = new RenderingSite();
        _text = TextOf(100);
        (_one, _many) = (Show(TextOf(1)), Show(_text));
    }

    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _site.Dispose();
    }

    [Benchmark(Baseline = true)]
    public Task<int> OneInline() => _site.AnswerAsync(_one);

    [Benchmark]
    public Task<int> HundredInline() => _site.AnswerAsync(_many);

    [Benchmark]
    public FragmentHtml FindHundred() => FragmentHtml.Read(_text);

    private static RequestDelegate Show(string text)
    {
        var read = FragmentHtml.Read(text);
        return http => new RazorComponentResult<HtmlWithFragments>(new { Text = read }).ExecuteAsync(http);
    }

    private static string TextOf(int tags) => string.Join('\n', Enumerable.Range(1, tags).Select(number =>
        string.Create(CultureInfo.InvariantCulture, $"<p>Article {number}: <component-view name=\"comments/count\" subject=\"/articles/{number}\" load=\"inline\"></component-view></p>")));
}
