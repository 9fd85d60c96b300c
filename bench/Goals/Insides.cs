using System.Globalization;

namespace Goals;

/// <summary>What is measured inside a process, without HTTP: <c>bench/Inside</c>.</summary>
internal sealed class Insides(Workplace workplace)
{
    private const string Work = "Verify a signed URL";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        List<double[]> rounds = [];
        for (var round = 0; round < workplace.Options.Rounds; round++)
            rounds.Add([.. (await workplace.InsideAsync("signing", workplace.Data)).Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))]);
        return
        [
            new(Work, "time of a right one", Column(0), "µs", Limit.AtMost(2)),
            new(Work, "allocated for it", Column(1), "bytes", Limit.AtMost(0)),
            new(Work, "a wrong one", new Samples(rounds.Select(round => round[2] / round[0])), "× as long as a right one", Limit.AtMost(1.05)),
            new(Work, "allocated for a wrong one", Column(3), "bytes", Limit.AtMost(0)),
        ];

        Samples Column(int at) => new(rounds.Select(round => round[at]));
    }
}
