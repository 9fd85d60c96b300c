using System.Globalization;
using System.Text.RegularExpressions;

namespace Goals;

/// <summary>Load by wrk (https://github.com/wg/wrk): so many connections that ask again as soon as they are answered. One thread of it is enough for a machine with two cores.</summary>
internal static partial class Wrk
{
    public const int Connections = 16;

    /// <param name="url">What is asked for.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="connections">By how many at once.</param>
    /// <param name="script">A script in Lua that makes the requests; null: GET.</param>
    /// <param name="headers">Headers of each request.</param>
    public static async Task<Load> RunAsync(Uri url, int seconds, int connections = Connections, string? script = null, params IReadOnlyList<string> headers)
    {
        List<string> arguments = ["-t1", $"-c{connections}", $"-d{seconds}s", "--timeout", "10s", "--latency", .. headers.SelectMany(header => new[] { "-H", header })];
        if (script is not null)
            arguments.AddRange(["-s", script]);
        var said = await Command.RunAsync(Directory.GetCurrentDirectory(), new Dictionary<string, string>(), "wrk", [.. arguments, url.AbsoluteUri]);
        var errors = Errors().Match(said) is { Success: true } match ? Enumerable.Range(1, 4).Sum(group => Number(match.Groups[group].Value)) : 0;
        return new Load(
            Number(Rate().Match(said).Groups[1].Value), Number(Count().Match(said).Groups[1].Value), Milliseconds(Half().Match(said)), Milliseconds(Worst().Match(said)),
            (Refusals().Match(said) is { Success: true } refused ? Number(refused.Groups[1].Value) : 0) + errors);
    }

    private static double Milliseconds(Match match) => Number(match.Groups[1].Value) * match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Count();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Half();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Worst();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex Refusals();

    [GeneratedRegex(@"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")]
    private static partial Regex Errors();
}

/// <summary>What came of a load.</summary>
/// <param name="Rate">Answers a second.</param>
/// <param name="Count">Answers.</param>
/// <param name="Median">Milliseconds within which half of them came.</param>
/// <param name="Worst">Milliseconds within which 99 % of them came.</param>
/// <param name="Failures">How many were no success.</param>
internal sealed record Load(double Rate, double Count, double Median, double Worst, double Failures);
