namespace Goals;

/// <summary>What is asked for, of whom.</summary>
internal sealed record Target(string Name, Server Server, string Path, params string[] Headers)
{
    public List<Look> Looks { get; } = [];
}

/// <summary>What one round saw of a target.</summary>
/// <param name="Rate">Answers a second.</param>
/// <param name="Microseconds">Processor time of the server for one.</param>
/// <param name="Kilobytes">What it allocated for one.</param>
internal sealed record Look(double Rate, double Microseconds, double Kilobytes);

/// <summary>A fragment and a whole page, from the cache and past it, beside the bare server and the same by hand; and what the three hold of the memory afterwards.</summary>
internal sealed class Reading(Workplace workplace)
{
    private const string Fragment = "A fragment of 20 comments out of 200", WholePage = "A whole page with layout and that thread";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        using var raw = await workplace.StartRawAsync();
        using var byHand = await workplace.StartByHandAsync();
        using var app = await workplace.StartAppAsync();
        using var forgetful = await workplace.StartAppAsync(keepsNothing: true);
        var fragment = await BenchSite.FragmentAsync(workplace, Workplace.Thread, Workplace.ThreadPage);
        Target[] targets =
        [
            new("raw", raw, "/"),
            new("by hand, fragment", byHand, "/thread?subject=hello"),
            new("App, fragment, not cached", app, fragment, BenchSite.ByHtmx, BenchSite.PastTheCache),
            new("App, fragment, nothing kept", forgetful, fragment, BenchSite.ByHtmx, BenchSite.PastTheCache),
            new("App, fragment, cached", app, fragment, BenchSite.ByHtmx, BenchSite.ByBrowser),
            new("App, fragment, cached, uncompressed", app, fragment, BenchSite.ByHtmx),
            new("by hand, page", byHand, "/"),
            new("App, page, not cached", app, Workplace.ThreadPage, BenchSite.PastTheCache),
            new("App, page, cached", app, Workplace.ThreadPage, BenchSite.ByBrowser),
        ];
        foreach (var target in targets)
            await LookAsync(target, workplace.Options.IsQuick ? 1 : workplace.Options.Seconds);
        await using var posts = await OtherPosts.StartAsync(workplace, app);
        for (var round = 0; round < workplace.Options.Rounds; round++)
            foreach (var target in targets.Skip(round % targets.Length).Concat(targets.Take(round % targets.Length)))
            {
                posts.IsOn = target.Name == "App, fragment, cached";
                target.Looks.Add(await LookAsync(target, workplace.Options.Seconds));
            }
        posts.IsOn = false;
        return [.. Compare(targets), .. Memory(app, byHand, raw), .. await TellAsync(targets)];
    }

    private static async Task<Look> LookAsync(Target target, int seconds)
    {
        var (processor, allocated) = (target.Server.ProcessorSeconds, target.Server.Gauge().Allocated);
        var load = await Wrk.RunAsync(new Uri(target.Server.Root, target.Path), seconds, headers: target.Headers);
        if (load.Failures > 0)
            throw new InvalidOperationException($"{target.Name}: {load.Failures} of {load.Count} failed.");
        return new Look(load.Rate, (target.Server.ProcessorSeconds - processor) * 1e6 / load.Count, (target.Server.Gauge().Allocated - allocated) / 1024 / load.Count);
    }

    private static IEnumerable<Figure> Compare(Target[] targets)
    {
        Target Of(string name) => targets.Single(target => target.Name == name);
        Figure Rate(string work, string what, string name, string of, string unit, Limit? reach = null, Limit? beyond = null)
        {
            var pairs = Of(name).Looks.Zip(Of(of).Looks).ToList();
            // Processor time is the same whatever else the machine does, so it says more than the rate where the two differ.
            var processor = new Samples(pairs.Select(pair => pair.Second.Microseconds / pair.First.Microseconds));
            return new Figure(work, what, new Samples(pairs.Select(pair => pair.First.Rate / pair.Second.Rate)), unit, reach, beyond, $"by processor time {processor}");
        }
        yield return Rate(Fragment, "cached, while posts to another thread go on: requests a second", "App, fragment, cached", "raw", "× raw", Limit.AtLeast(0.8), Limit.AtLeast(0.95));
        yield return Rate(Fragment, "not cached: requests a second", "App, fragment, not cached", "by hand, fragment", "× by hand", Limit.AtLeast(2), Limit.AtLeast(4));
        yield return new Figure(Fragment, "not cached: allocated for one", new Samples(Of("App, fragment, not cached").Looks.Select(look => look.Kilobytes)), "KB", Limit.AtMost(40), Limit.AtMost(16));
        yield return Rate(Fragment, "nothing kept, neither rows nor parts: requests a second", "App, fragment, nothing kept", "by hand, fragment", "× by hand");
        yield return Rate(WholePage, "not cached: requests a second", "App, page, not cached", "by hand, page", "× by hand", Limit.AtLeast(2), Limit.AtLeast(3));
        yield return Rate(WholePage, "cached for anonymous visitors: requests a second", "App, page, cached", "raw", "× raw", Limit.AtLeast(0.5), Limit.AtLeast(0.8));
    }

    private static IEnumerable<Figure> Memory(Server app, Server byHand, Server raw)
    {
        var (mine, hand, bare) = (app.ResidentMegabytes, byHand.ResidentMegabytes, raw.ResidentMegabytes);
        var remark = $"App {mine:0} MB, by hand {hand:0} MB, bare {bare:0} MB; of the App {app.Gauge(collects: true).HeapMegabytes:0} MB are objects that are still in use";
        yield return new Figure("Memory after that load", "resident", new Samples(mine / hand), "× by hand", Limit.AtMost(1), Remark: remark);
        yield return new Figure("Memory after that load", "resident", new Samples(mine / bare), "× bare", null, Limit.AtMost(1.5));
    }

    // What the ratios are made of.
    private static async Task<IReadOnlyList<Figure>> TellAsync(Target[] targets)
    {
        List<Figure> figures = [];
        foreach (var target in targets)
        {
            // wrk takes a redirect for a success; here it is none.
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = target.Server.Root };
            foreach (var header in target.Headers.Select(header => header.Split(": ", 2)))
                client.DefaultRequestHeaders.Add(header[0], header[1]);
            var size = (await client.GetByteArrayAsync(target.Path)).Length / 1024.0;
            figures.Add(new Figure(target.Name, "requests a second", new Samples(target.Looks.Select(look => look.Rate)), "", Remark: $"an answer of {size:0.0} KB"));
            figures.Add(new Figure(target.Name, "processor time for one", new Samples(target.Looks.Select(look => look.Microseconds)), "µs"));
            figures.Add(new Figure(target.Name, "allocated for one", new Samples(target.Looks.Select(look => look.Kilobytes)), "KB"));
        }
        return figures;
    }
}
