using BenchmarkDotNet.Attributes;
using Rendering;

namespace Micro;

/// <summary>A whole answer that is made, without a server: 20 comments out of 200 as a fragment, and as a document in its layout.</summary>
public class Threads : IDisposable
{
    private RenderingSite _site = null!;
    private RequestDelegate _fragment = null!, _document = null!;

    [GlobalSetup]
    public async Task PrepareAsync()
    {
        _site = new RenderingSite();
        await _site.SeedAsync();
        (_fragment, _document) = (_site.AskThread(""), _site.AskThread(".html"));
    }

    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _site.Dispose();
    }

    [Benchmark]
    public Task<int> Fragment() => _site.AnswerAsync(_fragment);

    [Benchmark]
    public Task<int> Document() => _site.AnswerAsync(_document);
}
