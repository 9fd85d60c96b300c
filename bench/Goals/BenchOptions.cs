using System.Globalization;

namespace Goals;

/// <summary>What is asked of a run.</summary>
internal sealed record BenchOptions
{
    private const string Usage = """
        Usage: bench/run [--quick] [--only reading,posting,…] [--rounds N] [--seconds N] [--out DIR] [--published DIR] [--soak]
          --quick      one look at everything in about three minutes; the figures are rough
          --only       only these: reading posting sizes counts starting overload inside phone soak
          --rounds     how many rounds (5; quick: 1)
          --seconds    how long each target is asked in a round (4; quick: 1)
          --out DIR    where the programs are published to, and stay (else a temporary directory)
          --published  as --out, but with what an earlier run left there
          --soak       ten minutes of load more, to see whether memory stays flat
        """;

    public bool IsQuick { get; init; }

    /// <summary>What is measured; empty: everything but the soak.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    public int Rounds { get; init; } = 5;

    public int Seconds { get; init; } = 4;

    /// <summary>Where the published programs are; null: in a directory of the run's own.</summary>
    public string? Out { get; init; }

    public bool IsPublished { get; init; }

    public bool WithSoak { get; init; }

    /// <summary>Whether this is a run whose results are worth keeping: everything, and often enough for a median.</summary>
    public bool IsWhole => !IsQuick && Only.Count == 0 && Rounds >= 5;

    public bool Wants(string name) => Only.Count > 0 ? Only.Contains(name) : name != "soak" || WithSoak;

    /// <returns>Null where they are wrong; the usage has been printed then.</returns>
    public static BenchOptions? Read(IReadOnlyList<string> args)
    {
        var options = args.Contains("--quick") ? new BenchOptions { IsQuick = true, Rounds = 1, Seconds = 1 } : new BenchOptions();
        for (var i = 0; i < args.Count; i++)
        {
            var value = i + 1 < args.Count ? args[i + 1] : "";
            switch (args[i])
            {
                case "--quick": continue;
                case "--soak": options = options with { WithSoak = true }; continue;
                case "--only": options = options with { Only = value.Split(',') }; break;
                case "--rounds" when IsNumber(value, out var rounds): options = options with { Rounds = rounds }; break;
                case "--seconds" when IsNumber(value, out var seconds): options = options with { Seconds = seconds }; break;
                case "--out" when value.Length > 0: options = options with { Out = Path.GetFullPath(value) }; break;
                case "--published" when value.Length > 0: options = options with { Out = Path.GetFullPath(value), IsPublished = true }; break;
                default: return Refuse();
            }
            i++;
        }
        return options;
    }

    private static bool IsNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;

    private static BenchOptions? Refuse()
    {
        Console.Error.WriteLine(Usage);
        return null;
    }
}
