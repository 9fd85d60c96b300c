using System.Diagnostics;

namespace Rendering;

/// <summary>Time and allocations of one answer, in turns in one process, so that whatever else the machine does falls upon all alike.</summary>
internal sealed class RenderingCosts(RenderingSite site, string? only)
{
    private const int Warmup = 60, Answers = 10;

    private readonly Way[] _ways =
    [
        .. new Way[]
        {
            new("by hand: 20 rows, EF Core, RazorComponentResult", RenderingSite.Result<ByHandThread>()),
            new("the thread's components, RazorComponentResult", RenderingSite.Result<SameThread>()),
            new("the thread's fragment", site.AskThread("")),
            new("the thread as a document in its layout", site.AskThread(".html")),
        }.Where(way => only is null || way.Name == only),
    ];

    public async Task RunAsync(int rounds)
    {
        for (var round = -Warmup; round < rounds; round++)
            foreach (var way in _ways)
                await MeasureAsync(way, isCounted: round >= 0);
        Console.WriteLine($"Medians of {rounds} rounds\n| answer | bytes | µs | ratio | KB allocated | ratio |\n| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var way in _ways)
            Console.WriteLine($"| {way.Name} | {await site.AnswerAsync(way.Answer)} | {Median(way.Microseconds):0} | {Ratio(way.Microseconds, _ways[0].Microseconds):0.00} | {Median(way.Kilobytes):0.0} | {Ratio(way.Kilobytes, _ways[0].Kilobytes):0.00} |");
    }

    private async Task MeasureAsync(Way way, bool isCounted)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Answers; i++)
            await site.AnswerAsync(way.Answer);
        if (!isCounted)
            return;
        way.Microseconds.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Answers);
        way.Kilobytes.Add((GC.GetTotalAllocatedBytes(precise: true) - bytes) / 1024.0 / Answers);
    }

    // Of the same round each, so that a slow moment of the machine is in both.
    private static double Ratio(List<double> values, List<double> of) => Median([.. values.Zip(of, (value, other) => value / other)]);

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private sealed record Way(string Name, RequestDelegate Answer)
    {
        public List<double> Microseconds { get; } = [];

        public List<double> Kilobytes { get; } = [];
    }
}
