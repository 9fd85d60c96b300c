using System.Diagnostics;

namespace Messages;

/// <summary>Whether accepting a message takes longer while the mail server is down, or takes the connection and says nothing.</summary>
internal sealed class DownOrUp(ContactSite up, IReadOnlyList<(string Name, ContactSite Site)> others)
{
    private const int MessagesARound = 25;
    private const double Allowed = 1.1;

    public async Task<bool> RunAsync(int rounds)
    {
        var sites = others.Select(other => other.Site).Prepend(up).ToArray();
        foreach (var site in sites)
            await MedianAsync(site);
        var times = sites.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
            // Another one first in each round: whatever else the machine does falls upon all alike.
            for (var i = 0; i < sites.Length; i++)
            {
                var turn = (round + i) % sites.Length;
                times[turn].Add(await MedianAsync(sites[turn]));
            }
        Console.WriteLine($"\nAccepting a message, {rounds} rounds of {MessagesARound}");
        Console.WriteLine("| mail server | ms | ratio |");
        Console.WriteLine("| --- | ---: | ---: |");
        Console.WriteLine($"| up | {Median(times[0]):0.00} | |");
        // Within a round, so that a round in which the machine was busy counts as any other.
        var ratios = times[1..].Select(other => Median([.. other.Zip(times[0], (one, two) => one / two)])).ToArray();
        for (var i = 0; i < others.Count; i++)
            Console.WriteLine($"| {others[i].Name} | {Median(times[i + 1]):0.00} | {ratios[i]:0.00} |");
        return ratios.All(ratio => ratio <= Allowed);
    }

    private static async Task<double> MedianAsync(ContactSite site)
    {
        List<double> times = [];
        for (var i = 0; i < MessagesARound; i++)
        {
            var start = Stopwatch.GetTimestamp();
            if (!await site.AskAsync("When are you open?"))
                throw new InvalidOperationException("A message was not accepted.");
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return Median(times);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
