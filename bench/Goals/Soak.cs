namespace Goals;

/// <summary>Ten minutes (quick: one) of load past the cache and of posts: whether memory stays flat.</summary>
internal sealed class Soak(Workplace workplace)
{
    private const int SecondsOfLook = 15;
    private readonly int _minutes = workplace.Options.IsQuick ? 1 : 10;

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        using var app = await workplace.StartAppAsync();
        var fragment = new Uri(app.Root, await BenchSite.FragmentAsync(workplace, Workplace.Thread, Workplace.ThreadPage));
        await using var posts = await OtherPosts.StartAsync(workplace, app);
        posts.IsOn = true;
        List<double> megabytes = [];
        for (var look = 0; look < _minutes * 60 / SecondsOfLook; look++)
        {
            await Wrk.RunAsync(fragment, SecondsOfLook, headers: [BenchSite.ByHtmx, BenchSite.PastTheCache]);
            megabytes.Add(app.ResidentMegabytes);
        }
        var (early, late) = (new Samples(megabytes.Skip(megabytes.Count / 5).Take(megabytes.Count * 2 / 5)), new Samples(megabytes.Skip(megabytes.Count * 3 / 5)));
        return [new Figure($"{_minutes} minutes of load", "resident in the last two fifths", new Samples(late.Median / early.Median), "× the two before", Limit.AtMost(1.05), Remark: $"{early} MB, then {late} MB")];
    }
}
