using System.Diagnostics;
using System.Net;

namespace Goals;

/// <summary>
/// Four times as many requests a second as the App can serve, of the fragment past the cache; then how long until it answers as before. Once with what answers share, when a fast machine's crowd needs most of the processors
/// for itself, so that the same crowd is sent to a bare server, too; and once where each answer is made from nothing.
/// </summary>
internal sealed class Overload(Workplace workplace)
{
    private const int Times = 4;
    private const double Timely = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TimeSpan TimeOfCrowd => TimeSpan.FromSeconds(workplace.Options.IsQuick ? 5 : 60);

    public async Task<IReadOnlyList<Figure>> RunAsync() =>
        [.. await RunAsync("Four times the load it can serve", keepsNothing: false), .. await RunAsync("Four times the load it can serve, of answers made from nothing", keepsNothing: true)];

    private async Task<IReadOnlyList<Figure>> RunAsync(string work, bool keepsNothing)
    {
        using var app = await workplace.StartAppAsync(keepsNothing: keepsNothing);
        var address = new Uri(app.Root, await BenchSite.FragmentAsync(workplace, Workplace.Thread, Workplace.ThreadPage));
        // Warm first: a load that is four times what a cold process serves is none.
        await AskAsync();
        await AskAsync();
        var before = await AskAsync();
        using var crowd = new Crowd(address, BenchSite.ByHtmx, BenchSite.PastTheCache);
        var cost = app.ProcessorSeconds;
        await crowd.RunAsync(Times * before.Rate, TimeOfCrowd);
        cost = app.ProcessorSeconds - cost;
        var recovered = await RecoverAsync(address, before.Worst);
        return
        [
            .. Compare(work, crowd, before, cost), new Figure(work, "as fast as before again after", new Samples(recovered), "s", Limit.AtMost(5)),
            // Of answers made from nothing a crowd asks for so few that nobody doubts it.
            .. keepsNothing ? [] : new[] { await CompareBareAsync(work, Times * before.Rate) },
        ];

        Task<Load> AskAsync() => Wrk.RunAsync(address, workplace.Options.IsQuick ? 3 : Math.Max(4, workplace.Options.Seconds), headers: [BenchSite.ByHtmx, BenchSite.PastTheCache]);
    }

    // What a server could do at best that has nothing to do but to answer: the crowd needs its part of the processors there, too.
    private async Task<Figure> CompareBareAsync(string work, double rate)
    {
        using var raw = await workplace.StartRawAsync(withGauge: false);
        for (var i = 0; i < 2; i++)
            await Wrk.RunAsync(raw.Root, workplace.Options.IsQuick ? 3 : 4);
        using var crowd = new Crowd(raw.Root, BenchSite.ByHtmx, BenchSite.PastTheCache);
        var cost = raw.ProcessorSeconds;
        await crowd.RunAsync(rate, TimeOfCrowd);
        cost = raw.ProcessorSeconds - cost;
        var served = crowd.Of(HttpStatusCode.OK);
        return new Figure(work, "the same crowd at a bare server: not answered", new Samples(crowd.Lost * 100.0 / crowd.Asked), "% of all",
            Remark: $"{crowd.Asked:N0} asked, half of what is answered within {AtShare(served, 0.5):0.0} ms, 99 % within {At99(served):0} ms; its processor time {cost * 1e6 / crowd.Asked:0} µs for each that was asked, the crowd's own {crowd.OwnMicroseconds:0} µs");
    }

    private static IEnumerable<Figure> Compare(string work, Crowd crowd, Load before, double seconds)
    {
        var served = crowd.Of(HttpStatusCode.OK);
        var refused = crowd.Of(HttpStatusCode.ServiceUnavailable).Concat(crowd.Of(HttpStatusCode.TooManyRequests)).ToList();
        var remark = $"{crowd.Asked:N0} asked, {served.Count:N0} served, {refused.Count:N0} refused, {crowd.Lost:N0} not answered within 10 s or otherwise; the App's processor time {seconds * 1e6 / crowd.Asked:0} µs for each that was asked, the crowd's own {crowd.OwnMicroseconds:0} µs";
        yield return new Figure(work, "neither served nor refused in words", new Samples(crowd.Lost * 100.0 / crowd.Asked), "% of all", Limit.AtMost(0), Remark: remark);
        // What is not refused although it is too much waits in a queue: that shows here.
        yield return new Figure(work, "99 % of what is served, beside the load it can serve", new Samples(At99(served) / before.Worst), "× as long", Limit.AtMost(2), Remark: $"{before.Worst:0} ms before, with {before.Rate:0} a second");
        yield return new Figure(work, "half of what is served", new Samples(AtShare(served, 0.5)), "ms", Remark: $"{before.Median:0} ms before");
        yield return new Figure(work, "99 % of what is refused within", new Samples(At99(refused)), "ms", Limit.AtMost(Timely), Remark: $"half within {AtShare(refused, 0.5):0} ms");
    }

    private static double At99(IReadOnlyList<double> milliseconds) => AtShare(milliseconds, 0.99);

    private static double AtShare(IReadOnlyList<double> milliseconds, double share) => milliseconds.Count == 0 ? double.NaN : milliseconds.Order().ElementAt((int)(milliseconds.Count * share));

    // Until ten in a row are served as fast as before.
    private static async Task<double> RecoverAsync(Uri address, double milliseconds)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromSeconds(10) };
        foreach (var header in new[] { BenchSite.ByHtmx, BenchSite.PastTheCache })
            client.DefaultRequestHeaders.Add(header.Split(": ")[0], header.Split(": ")[1]);
        var watch = Stopwatch.StartNew();
        for (var inRow = 0; inRow < 10 && watch.Elapsed < Patience;)
        {
            var start = Stopwatch.GetTimestamp();
            inRow = await IsServedAsync(client, address) && Stopwatch.GetElapsedTime(start).TotalMilliseconds <= milliseconds ? inRow + 1 : 0;
        }
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<bool> IsServedAsync(HttpClient client, Uri address)
    {
        try
        {
            using var answer = await client.GetAsync(address);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
