namespace Goals;

/// <summary>A page with a hundred counts of comments beside one with a single count, past the cache.</summary>
internal sealed class Counts(Workplace workplace)
{
    private const int Many = 100;
    private const string Work = "100 counts on one page";

    // Nothing is shared of a page whose address asks for something.
    private const string Anew = "?anew=1";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        using var app = await workplace.StartAppAsync(countsStatements: true);
        var (forMany, forOne) = (await StatementsAsync(app, Many), await StatementsAsync(app, 1));
        List<double> shared = [], anew = [];
        for (var round = -1; round < workplace.Options.Rounds; round++)
        {
            var (one, many) = (await RateAsync(app, 1), await RateAsync(app, Many));
            var (oneAnew, manyAnew) = (await RateAsync(app, 1, Anew), await RateAsync(app, Many, Anew));
            if (round < 0)
                continue;
            shared.Add(one / many);
            anew.Add(oneAnew / manyAnew);
        }
        return
        [
            new(Work, "SQL statements more than for one count", new Samples(forMany - forOne), "", Limit.AtMost(0), Remark: $"{forOne:0} for the page with one"),
            new(Work, "time of the page", new Samples(shared), "× the page with one", Limit.AtMost(2)),
            new(Work, "the same, each count made anew", new Samples(anew), "× the page with one"),
        ];
    }

    private static async Task<double> StatementsAsync(Server app, int counts)
    {
        using var client = new HttpClient { BaseAddress = app.Root, DefaultRequestHeaders = { { "Cookie", BenchSite.PastTheCache.Split(": ")[1] } } };
        // The first request of a page compiles it.
        await client.GetStringAsync(BenchSite.CountsPage(counts) + Anew);
        var before = app.Gauge().Statements;
        var html = await client.GetStringAsync(BenchSite.CountsPage(counts) + Anew);
        var shown = html.Split("No comments").Length - 1;
        var statements = app.Gauge().Statements - before;
        if (shown != counts || statements == 0)
            throw new InvalidOperationException($"The page shows {shown} counts instead of {counts}, by {statements} statements that were counted.");
        return statements;
    }

    private async Task<double> RateAsync(Server app, int counts, string query = "") =>
        (await Wrk.RunAsync(new Uri(app.Root, BenchSite.CountsPage(counts) + query), Math.Max(1, workplace.Options.Seconds / 2), headers: BenchSite.PastTheCache)).Rate;
}
