using BenchmarkDotNet.Attributes;
using Components;
using Components.Layouts;
using Microsoft.Extensions.Logging.Abstractions;
using Rendering;

namespace Micro;

/// <summary>What an edit of the layout costs: its file and its pack are read and cut into what is shown.</summary>
public class Layouts : IDisposable
{
    private RenderingSite _site = null!;
    private SiteFolders _folders = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _site = new RenderingSite();
        _folders = _site.Get<SiteFolders>();
        if (new LayoutStore(_folders, NullLogger<LayoutStore>.Instance).Problem is { } problem)
            throw new InvalidOperationException(problem);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _site.Dispose();
    }

    [Benchmark]
    public string ReadLayout() => new LayoutStore(_folders, NullLogger<LayoutStore>.Instance).Name;
}
