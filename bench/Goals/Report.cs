using System.Diagnostics;

namespace Goals;

/// <summary>What a run found: printed as it comes, and kept in <c>bench/RESULTS.md</c> where the run was a whole one.</summary>
internal sealed class Report(BenchOptions options)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly string _loadBefore = Machine.LoadAverage;
    private readonly List<Figure> _figures = [];
    private readonly List<string> _failures = [];

    public bool IsComplete => _failures.Count == 0;

    // One that fails must not cost the others.
    public async Task AddAsync(string name, Func<Task<IReadOnlyList<Figure>>> measureAsync)
    {
        Console.WriteLine($"{_watch.Elapsed:mm\\:ss} {name} …");
        try
        {
            var figures = await measureAsync();
            _figures.AddRange(figures);
            foreach (var figure in figures)
                Console.WriteLine($"      {figure.Work}: {figure.What}: {figure.Values} {figure.Unit}{(figure.Remark.Length > 0 ? $" ({figure.Remark})" : "")}");
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or FormatException or HttpRequestException or TaskCanceledException or TimeoutException or System.ComponentModel.Win32Exception or Microsoft.Playwright.PlaywrightException)
        {
            _failures.Add($"{name}: {e.Message}");
            Console.Error.WriteLine($"{name} could not be measured: {e}");
        }
    }

    public async Task FinishAsync()
    {
        var text = await WriteAsync();
        Console.WriteLine($"\n{text}");
        if (!options.IsWhole || !IsComplete)
            Console.WriteLine("bench/RESULTS.md stays as it is: this was not a whole run.");
        else
            await File.WriteAllTextAsync(Path.Combine(Workplace.Source, "bench", "RESULTS.md"), text);
    }

    private async Task<string> WriteAsync()
    {
        List<string> lines =
        [
            "# What the benchmark found",
            $"`bench/run`, {options.Rounds} rounds of {options.Seconds} seconds, {_watch.Elapsed.TotalMinutes:0} minutes. {await Machine.DescribeAsync()}. Load before {_loadBefore}, after {Machine.LoadAverage} (the run's own programs are part of it).",
            "A figure is the median of the rounds, in brackets the lowest and the highest; a ratio is taken within a round. What each means: [README.md](README.md).",
            "",
            "| work | measured | | reach | reached | beyond it | reached |",
            "| --- | --- | ---: | --- | --- | --- | --- |",
            .. _figures.Where(IsGoal).Select(figure =>
                $"| {figure.Work} | {figure.What} | {figure.Values} {figure.Unit} | {figure.Reach} | {Answer(figure, figure.Reach)} | {figure.Beyond} | {Answer(figure, figure.Beyond)} |"),
            "",
            "Beside it:",
            "",
            "| what | measured | | remark |",
            "| --- | --- | ---: | --- |",
            .. _figures.Where(figure => !IsGoal(figure) || figure.Remark.Length > 0).Select(figure => $"| {figure.Work} | {figure.What} | {figure.Values} {figure.Unit} | {figure.Remark} |"),
            .. _failures.Select(failure => $"\nNot measured: {failure.Split('\n')[0]}"),
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static bool IsGoal(Figure figure) => figure.Reach is not null || figure.Beyond is not null;

    private static string Answer(Figure figure, Limit? limit) => limit switch
    {
        null => "",
        { } goal when double.IsNaN(figure.Values.Median) => "not seen",
        { } goal => goal.Holds(figure.Values.Median) ? "yes" : "**no**",
    };
}
