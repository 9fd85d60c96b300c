using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Components.Comments;
using Components.Packs;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace Threads;

/// <summary>Fifty people who write into one thread as fast as they are answered.</summary>
internal sealed class ManyWriters(BenchSite site)
{
    private const int Writers = 50;
    private const string Subject = "crowd";
    private readonly ConcurrentBag<string> _taken = [];
    private readonly ConcurrentBag<double> _milliseconds = [];
    private readonly ConcurrentDictionary<HttpStatusCode, int> _refused = [];

    /// <returns>Whether nothing was refused or lost, and all counts are right.</returns>
    public async Task<bool> RunAsync(TimeSpan time)
    {
        var people = new List<(Visitor Visitor, string Form)>();
        for (var i = 1; i <= Writers; i++)
            people.Add(await SignInAsync(i));
        using var end = new CancellationTokenSource(time);
        await Task.WhenAll(people.Select((person, i) => Task.Run(() => WriteAsync(person.Visitor, person.Form, i, end.Token))));
        return await ReportAsync(time);
    }

    private async Task<(Visitor Visitor, string Form)> SignInAsync(int number)
    {
        var name = $"Writer{number}";
        await site.AddAccountAsync(name);
        var visitor = new Visitor(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = site.Root });
        await visitor.SignInAsync(People.EmailOf(name), People.Password);
        var thread = await visitor.LoadAsync(site.AddressOf("comments/thread", $"subject={Subject}", "/"));
        return (visitor, thread.Find("form.comments-form").GetAttribute("hx-post")!);
    }

    private async Task WriteAsync(Visitor visitor, string form, int writer, CancellationToken end)
    {
        for (var i = 0; !end.IsCancellationRequested; i++)
        {
            var text = $"Writer {writer} says number {i}.";
            var start = Stopwatch.GetTimestamp();
            var answer = await visitor.PostAsync(form, ("_key", Guid.CreateVersion7().ToString("D")), ("Text", text));
            _milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (answer.Status == HttpStatusCode.OK)
                _taken.Add(text);
            else
                _refused.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
        }
    }

    private async Task<bool> ReportAsync(TimeSpan time)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommentsDb>();
        var thread = await db.Threads.SingleAsync(thread => thread.Subject == Subject);
        var kept = await db.Comments.Where(comment => comment.ThreadId == thread.Id).Select(comment => comment.Text).ToListAsync();
        var lost = _taken.Except(kept).Count();
        var sorted = _milliseconds.Order().ToList();
        Console.WriteLine($"\n{Writers} people write into one thread for {time.TotalSeconds:0} seconds");
        Console.WriteLine("| taken | a second | median ms | 99 % ms | refused | lost | the thread counts |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Console.WriteLine($"| {_taken.Count:N0} | {_taken.Count / time.TotalSeconds:N0} | {sorted[sorted.Count / 2]:0} | {sorted[sorted.Count * 99 / 100]:0} | {_refused.Values.Sum():N0} {string.Join(' ', _refused.Select(one => $"({(int)one.Key}: {one.Value})"))} | {lost:N0} | {thread.Count:N0} |\n");
        var isCounted = await site.Services.RunPackCommandAsync(["comments", "check"], "bench") == 0;
        return _refused.IsEmpty && lost == 0 && kept.Count == _taken.Count && isCounted;
    }
}
