using System.Globalization;

namespace Goals;

/// <summary>The first, a middle and the last page of threads of different length: <c>bench/comments</c>, whose ratios to the shortest thread are read off its table.</summary>
internal sealed class ThreadSizes(Workplace workplace)
{
    private const int ColumnsOfSize = 4;

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var (rounds, sizes) = workplace.Options.IsQuick ? ("4", "200,5000") : ("30", "200,20000,200000,2000000");
        var said = await Command.RunAsync(Workplace.Source, Path.Combine(Workplace.Source, "bench", "comments"), rounds, "0", sizes);
        var rows = said.Split('\n').Where(line => line.StartsWith("| Newest", StringComparison.Ordinal) || line.StartsWith("| Best", StringComparison.Ordinal)).Select(Cells).ToList();
        var work = $"First, middle and last page of threads of {sizes.Replace(",", ", ", StringComparison.Ordinal)}";
        // Behind order and page, for each size: ms, ratio, KB, ratio. The first size is the one that the others are held against.
        return [Worst(work, "time, the worst of all pages and orders", 1), Worst(work, "allocations, the worst of all pages and orders", 3)];

        Figure Worst(string work, string what, int column)
        {
            var cells = rows.SelectMany(row => row.Skip(2 + ColumnsOfSize).Select((cell, at) => (At: at % ColumnsOfSize, Value: cell)).Where(cell => cell.At == column)).Select(cell => double.Parse(cell.Value, CultureInfo.InvariantCulture));
            return new Figure(work, what, new Samples(cells.Max()), "× the shortest", Limit.AtMost(1.1));
        }
    }

    private static string[] Cells(string line) => [.. line.Trim('|', ' ').Split('|').Select(cell => cell.Trim())];
}
