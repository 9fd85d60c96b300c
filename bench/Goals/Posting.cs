using System.Globalization;

namespace Goals;

/// <summary>Eight people post comments as fast as they are answered, beside one writer that does nothing but one INSERT a commit into a database of its own on the same disk, as safely.</summary>
internal sealed class Posting(Workplace workplace)
{
    private const int Clients = 8;
    private const string Subject = "posts", Work = "Post a comment, 8 clients, SQLite";
    private int _scripts;

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        using var app = await workplace.StartAppAsync();
        using var byHand = await workplace.StartByHandAsync();
        var address = await BenchSite.PostAddressAsync(app, await BenchSite.FragmentAsync(workplace, Subject, "/bench/posts"));
        List<double> ceilings = [], rates = [], hands = [], worst = [], handsWorst = [];
        var (accepted, synchronous) = (0.0, "");
        for (var round = -1; round < workplace.Options.Rounds; round++)
        {
            // The first round is for warming up: for seconds the runtime compiles anew what is called often.
            var seconds = round >= 0 ? workplace.Options.Seconds : workplace.Options.IsQuick ? 1 : 3 * workplace.Options.Seconds;
            var ceiling = (await workplace.InsideAsync("ceiling", workplace.Data, $"{seconds / 2.0}")).Split(' ');
            var load = await PostAsync(address, seconds, "Name=Guest&Text=", "HX-Request: true", $"Origin: {app.Root.GetLeftPart(UriPartial.Authority)}");
            var hand = await PostAsync(new Uri(byHand.Root, "/comments"), seconds, $"subject={Subject}&author=Guest&text=");
            accepted += load.Count;
            if (round < 0)
                continue;
            synchronous = ceiling[1].Trim();
            ceilings.Add(double.Parse(ceiling[0], CultureInfo.InvariantCulture));
            rates.Add(load.Rate);
            hands.Add(hand.Rate);
            worst.Add(load.Worst);
            handsWorst.Add(hand.Worst);
        }
        await CheckAsync(accepted);
        return
        [
            new(Work, $"comments a second, synchronous {synchronous}", new Samples(rates.Zip(ceilings, (rate, ceiling) => rate / ceiling)), "× one INSERT a commit", Limit.AtLeast(0.5), Limit.AtLeast(0.8)),
            new(Work, "99 % are answered within", new Samples(worst), "ms", Limit.AtMost(10)),
            new("One INSERT a commit", "a second", new Samples(ceilings), ""),
            new("App, post", "a second", new Samples(rates), ""),
            new("by hand, post", "a second", new Samples(hands), ""),
            new("by hand, post", "99 % are answered within", new Samples(handsWorst), "ms"),
        ];
    }

    private async Task<Load> PostAsync(Uri address, int seconds, string form, params string[] headers)
    {
        var load = await Wrk.RunAsync(address, seconds, Clients, Script(form), headers);
        return load.Failures == 0 ? load : throw new InvalidOperationException($"{load.Failures} of {load.Count} posts failed.");
    }

    // Each with a key as browsers make them (a UUID of version 7), a text and a network of its own.
    private string Script(string form)
    {
        var file = Path.Combine(workplace.Scratch, $"post-{++_scripts}.lua");
        File.WriteAllText(file, $$"""
            local number = 0
            wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
            request = function()
              number = number + 1
              local time = os.time() * 1000 + number % 1000
              wrk.headers["X-Forwarded-For"] = string.format("10.%d.%d.%d", 2 + math.floor(number / 65536) % 200, math.floor(number / 256) % 256, number % 256)
              return wrk.format("POST", nil, nil, string.format("_key=%08x-%04x-7000-8000-{{_scripts:x4}}%08x&{{form}}Round+{{_scripts}}+comment+%d+says+as+much+as+people+write+under+an+article", math.floor(time / 65536), time % 65536, number, number))
            end
            """);
        return file;
    }

    // What was acknowledged is there, and everybody sees it.
    private async Task CheckAsync(double accepted)
    {
        var kept = double.Parse(await workplace.InsideAsync("posted", workplace.Data, Subject), CultureInfo.InvariantCulture);
        if (kept < accepted)
            throw new InvalidOperationException($"{accepted} comments were accepted, {kept} are shown.");
    }
}
