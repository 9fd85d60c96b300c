using System.Diagnostics;

namespace Goals;

/// <summary>From the start of the process to the first answered page, on a database that is there: the published App, the same by hand, and the bare server, in turn.</summary>
internal sealed class Starting(Workplace workplace)
{
    private const string Work = "Start of the published App to the first answered page";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        List<double> apps = [], hands = [], bares = [];
        for (var round = -1; round < workplace.Options.Rounds; round++)
        {
            var (app, hand, bare) = (await TimeAsync(workplace.StartPlainAppAsync), await TimeAsync(() => workplace.StartByHandAsync(withGauge: false)), await TimeAsync(() => workplace.StartRawAsync(withGauge: false)));
            // The first round reads the files from the disk, and makes what is made once.
            if (round < 0)
                continue;
            apps.Add(app);
            hands.Add(hand);
            bares.Add(bare);
        }
        return
        [
            new(Work, "time", new Samples(apps.Zip(hands, (app, hand) => app / hand)), "× by hand", Limit.AtMost(0.7)),
            new(Work, "time", new Samples(apps.Zip(bares, (app, bare) => app / bare)), "× bare", null, Limit.AtMost(2)),
            new("App, start", "time", new Samples(apps), "ms"),
            new("by hand, start", "time", new Samples(hands), "ms"),
            new("bare, start", "time", new Samples(bares), "ms"),
        ];
    }

    private static async Task<double> TimeAsync(Func<Task<Server>> startAsync)
    {
        var watch = Stopwatch.StartNew();
        using var server = await startAsync();
        return watch.Elapsed.TotalMilliseconds;
    }
}
