namespace Goals;

/// <summary>A page with a hundred counts of comments beside one with a single count, past the cache.</summary>
internal sealed class Counts(Workplace workplace)
{
    private const int Many = 100;
    private const string Work = "100 counts on one page";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        using var app = await workplace.StartAppAsync(countsStatements: true);
        var (forMany, forOne) = (await StatementsAsync(app, Many), await StatementsAsync(app, 1));
        List<double> ratios = [];
        for (var round = -1; round < workplace.Options.Rounds; round++)
        {
            var (one, many) = (await RateAsync(app, 1), await RateAsync(app, Many));
            if (round >= 0)
                ratios.Add(one / many);
        }
        return
        [
            new(Work, "SQL statements more than for one count", new Samples(forMany - forOne), "", Limit.AtMost(0), Remark: $"{forOne:0} for the page with one"),
            new(Work, "time of the page", new Samples(ratios), "× the page with one", Limit.AtMost(2)),
        ];
    }

    private static async Task<double> StatementsAsync(Server app, int counts)
    {
        using var client = new HttpClient { BaseAddress = app.Root, DefaultRequestHeaders = { { "Cookie", BenchSite.PastTheCache.Split(": ")[1] } } };
        // The first request of a page compiles it.
        await client.GetStringAsync(BenchSite.CountsPage(counts));
        var before = app.Gauge().Statements;
        var html = await client.GetStringAsync(BenchSite.CountsPage(counts));
        var shown = html.Split("No comments").Length - 1;
        var statements = app.Gauge().Statements - before;
        if (shown != counts || statements == 0)
            throw new InvalidOperationException($"The page shows {shown} counts instead of {counts}, by {statements} statements that were counted.");
        return statements;
    }

    private async Task<double> RateAsync(Server app, int counts) =>
        (await Wrk.RunAsync(new Uri(app.Root, BenchSite.CountsPage(counts)), Math.Max(1, workplace.Options.Seconds / 2), headers: BenchSite.PastTheCache)).Rate;
}
