using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Testing;

namespace Messages;

/// <summary>How many messages a second are accepted from many people at once, none of them lost, beside what the disk lets a program do that does nothing but commit one INSERT after the other.</summary>
internal sealed class Throughput(ContactSite site, MailSink mail)
{
    private const int People = 32;
    private const int Wanted = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly ConcurrentBag<string> _accepted = [];
    private int _refused;

    public async Task<bool> RunAsync(TimeSpan time)
    {
        // In turn: a disk is not as fast at every moment.
        var before = Ceiling(time / 4);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, People).Select(_ => Task.Run(() => AskAsync(watch, time))));
        var rate = _accepted.Count / watch.Elapsed.TotalSeconds;
        var ceiling = (before + Ceiling(time / 4)) / 2;
        var lost = _accepted.Except(Kept()).Count();
        var (unsent, seconds) = await UntilSentAsync(watch);
        // What is noted as sent has also arrived.
        var missing = Math.Max(unsent, site.Ask<long>("SELECT COUNT(*) FROM mail_outbox") - mail.Taken);
        Console.WriteLine($"\n{People} people send messages for {time.TotalSeconds:0} seconds");
        Console.WriteLine("| accepted | a second | refused | lost | without a mail | all mails after | one INSERT a commit, a second | share of it |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Console.WriteLine($"| {_accepted.Count:N0} | {rate:N0} | {_refused:N0} | {lost:N0} | {missing:N0} | {seconds:N0} s | {ceiling:N0} | {rate / ceiling:P0} |\n");
        return rate >= Wanted && lost == 0 && _refused == 0 && missing == 0;
    }

    private const string Unsent = "SELECT COUNT(*) FROM mail_outbox WHERE SentAt IS NULL";

    private async Task AskAsync(Stopwatch watch, TimeSpan time)
    {
        while (watch.Elapsed < time)
        {
            var question = $"When are you open? {Guid.NewGuid():N}";
            if (await site.AskAsync(question))
                _accepted.Add(question);
            else
                Interlocked.Increment(ref _refused);
        }
    }

    private List<string> Kept()
    {
        using var connection = site.OpenDatabase();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Text FROM contact_messages";
        using var rows = command.ExecuteReader();
        List<string> kept = [];
        while (rows.Read())
            kept.Add(rows.GetString(0).Split(": ")[^1]);
        return kept;
    }

    // The mails follow behind: there is one worker, and accepting goes first.
    private async Task<(long Unsent, double Seconds)> UntilSentAsync(Stopwatch watch)
    {
        while (watch.Elapsed < Patience && site.Ask<long>(Unsent) > 0)
            await Task.Delay(100);
        return (site.Ask<long>(Unsent), watch.Elapsed.TotalSeconds);
    }

    // In the site's directory and its mode, so on the same disk and as safe.
    private double Ceiling(TimeSpan time)
    {
        var file = Path.Combine(site.Directory, $"ceiling-{Guid.NewGuid():N}.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        connection.Run("PRAGMA journal_mode = WAL");
        connection.Run("CREATE TABLE messages (Id INTEGER PRIMARY KEY, Email TEXT NOT NULL, Question TEXT NOT NULL)");
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO messages (Email, Question) VALUES ('ann@example.com', 'When are you open? 0123456789abcdef0123456789abcdef')";
        command.Prepare();
        var (count, watch) = (0, Stopwatch.StartNew());
        for (; watch.Elapsed < time; count++)
            command.ExecuteNonQuery();
        return count / watch.Elapsed.TotalSeconds;
    }
}
