using System.Diagnostics;
using Components.Comments;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace Threads;

/// <summary>
/// Time and allocations of pages of 50 comments. Every round asks for every page of every thread, one after the other, so that whatever else the machine does falls upon all alike;
/// what counts is the median over the rounds. Server and client are one process: what the client allocates is in the figure, the same for each page.
/// </summary>
internal sealed class PageCosts(BenchSite site) : IDisposable
{
    private const int Requests = 4, PageSize = 50, Warmup = 3;
    private static readonly string[] Places = ["first", "middle", "last"];
    private readonly HttpClient _client = new() { BaseAddress = site.Root, DefaultRequestHeaders = { { "HX-Request", "true" } } };
    private readonly Dictionary<(string Sort, string Place, int Size), (string Url, List<double> Milliseconds, List<double> Kilobytes)> _cells = [];

    public void Dispose() => _client.Dispose();

    public async Task RunAsync(int rounds)
    {
        foreach (var sort in new[] { CommentSort.Newest, CommentSort.Best })
            foreach (var place in Places)
                foreach (var size in site.Sizes)
                    _cells[($"{sort}", place, size)] = (await AddressAsync(sort, place, size), [], []);
        for (var round = -Warmup; round < rounds; round++)
            foreach (var (url, milliseconds, kilobytes) in _cells.Values)
                await MeasureAsync(url, round < 0 ? [] : milliseconds, round < 0 ? [] : kilobytes);
        Print(rounds);
    }

    private async Task MeasureAsync(string url, List<double> milliseconds, List<double> kilobytes)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Requests; i++)
            using (var answer = await _client.GetAsync(url))
            {
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
            }
        milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds / Requests);
        kilobytes.Add((GC.GetTotalAllocatedBytes(precise: true) - bytes) / 1024.0 / Requests);
    }

    private async Task<string> AddressAsync(CommentSort sort, string place, int size)
    {
        var subject = BenchSite.SubjectOf(size);
        var parameters = place switch
        {
            "first" => $"pageSize={PageSize}&sort={sort}&subject={subject}",
            "middle" => $"after={await MiddleAsync(subject, sort)}&pageSize={PageSize}&sort={sort}&subject={subject}",
            _ => $"before=end&pageSize={PageSize}&sort={sort}&subject={subject}",
        };
        return site.AddressOf("comments/thread", parameters, "/");
    }

    private async Task<string> MiddleAsync(string subject, CommentSort sort)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommentsDb>();
        var thread = await db.Threads.SingleAsync(thread => thread.Subject == subject);
        var comments = db.Comments.Where(comment => comment.ParentId == thread.Id && comment.Place == Placement.Shown);
        comments = sort == CommentSort.Best ? comments.OrderByDescending(comment => comment.Score).ThenByDescending(comment => comment.Id) : comments.OrderByDescending(comment => comment.Id);
        var middle = await comments.Skip(thread.Count / 2).FirstAsync();
        return sort == CommentSort.Best && middle.Score != 0 ? $"{middle.Score:R}_{middle.Id}" : $"{middle.Id}";
    }

    private void Print(int rounds)
    {
        Console.WriteLine($"\nA page of {PageSize} comments, medians of {rounds} rounds, and the ratio to the thread of {site.Sizes[0]}");
        Console.WriteLine($"| order | page | {string.Join(" | ", site.Sizes.Select(size => $"{size:N0}: ms | ratio | KB | ratio"))} |");
        Console.WriteLine($"| --- | --- |{string.Concat(site.Sizes.Select(_ => " ---: | ---: | ---: | ---: |"))}");
        foreach (var row in _cells.GroupBy(cell => (cell.Key.Sort, cell.Key.Place)))
        {
            var small = row.First().Value;
            var columns = row.Select(cell =>
                $"{Median(cell.Value.Milliseconds):0.00} | {Ratio(cell.Value.Milliseconds, small.Milliseconds):0.00} | {Median(cell.Value.Kilobytes):0} | {Ratio(cell.Value.Kilobytes, small.Kilobytes):0.00}");
            Console.WriteLine($"| {row.Key.Sort} | {row.Key.Place} | {string.Join(" | ", columns)} |");
        }
    }

    // Of the same round each, so that a slow moment of the machine is in both.
    private static double Ratio(List<double> values, List<double> of) => Median([.. values.Zip(of, (value, other) => value / other)]);

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
