using System.Diagnostics;
using System.Net;

namespace Goals;

/// <summary>Four times as many requests a second as the App can serve, of the fragment past the cache; then how long until it answers as before.</summary>
internal sealed class Overload(Workplace workplace)
{
    private const int Times = 4;
    private const double Timely = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        using var app = await workplace.StartAppAsync();
        var address = new Uri(app.Root, await BenchSite.FragmentAsync(workplace, Workplace.Thread, Workplace.ThreadPage));
        // Warm first: a load that is four times what a cold process serves is none.
        await AskAsync();
        var before = await AskAsync();
        using var crowd = new Crowd(address);
        await crowd.RunAsync(Times * before.Rate, TimeSpan.FromSeconds(workplace.Options.IsQuick ? 5 : 60));
        var recovered = await RecoverAsync(address, before.Worst);
        return [.. Compare(crowd, before), new Figure("Four times the load it can serve", "as fast as before again after", new Samples(recovered), "s", Limit.AtMost(5))];

        Task<Load> AskAsync() => Wrk.RunAsync(address, workplace.Options.IsQuick ? 3 : Math.Max(4, workplace.Options.Seconds), headers: [BenchSite.ByHtmx, BenchSite.PastTheCache]);
    }

    private static IEnumerable<Figure> Compare(Crowd crowd, Load before)
    {
        var work = "Four times the load it can serve";
        var served = crowd.Of(HttpStatusCode.OK);
        var refused = crowd.Of(HttpStatusCode.ServiceUnavailable).Concat(crowd.Of(HttpStatusCode.TooManyRequests)).ToList();
        var remark = $"{crowd.Asked:N0} asked, {served.Count:N0} served, {refused.Count:N0} refused, {crowd.Lost:N0} not answered within 10 s or otherwise";
        yield return new Figure(work, "neither served nor refused in words", new Samples(crowd.Lost * 100.0 / crowd.Asked), "% of all", Limit.AtMost(0), Remark: remark);
        // What is not refused although it is too much waits in a queue: that shows here.
        yield return new Figure(work, "99 % of what is served, beside the load it can serve", new Samples(At99(served) / before.Worst), "× as long", Limit.AtMost(2), Remark: $"{before.Worst:0} ms before");
        yield return new Figure(work, "99 % of what is refused within", new Samples(At99(refused)), "ms", Limit.AtMost(Timely));
    }

    private static double At99(IReadOnlyList<double> milliseconds) => milliseconds.Count == 0 ? double.NaN : milliseconds.Order().ElementAt(milliseconds.Count * 99 / 100);

    // Until ten in a row are served as fast as before.
    private static async Task<double> RecoverAsync(Uri address, double milliseconds)
    {
        using var client = Crowd.NewClient();
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
