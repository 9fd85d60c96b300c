using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Crash.Tests;

/// <summary>
/// The site is killed at any moment while people send messages and a mail server takes the mails. Each message that was acknowledged is there, once, and its mail is sent, with one
/// Message-ID; twice only where the server had taken it and the site died before it had noted that. Ten times, or as often as the environment variable <c>CRASH_ROUNDS</c> says.
/// </summary>
public sealed class MessageCrashTests : IAsyncLifetime
{
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("CRASH_ROUNDS") ?? "10", CultureInfo.InvariantCulture);
    private readonly string _folder = Directory.CreateTempSubdirectory("crash-").FullName;
    private readonly MailTaker _mail;
    private readonly LiveApp _app;
    private readonly Asker[] _askers;
    private readonly List<long> _kills = [];

    public MessageCrashTests()
    {
        _mail = new MailTaker(_folder);
        _app = new LiveApp(Path.Combine(_folder, "data"), ("Mail__Host", "127.0.0.1"), ("Mail__Port", $"{_mail.Port}"), ("Mail__StartTls", "false"), ("Packs__Contact__To", "owner@example.com"),
            ("Packs__Contact__MessagesPerMinute", "100000"), ("Packs__Contact__MessagesPerHour", "1000000"));
        _askers = [new(_app.Address, true), new(_app.Address, true), new(_app.Address, false)];
    }

    public async ValueTask InitializeAsync()
    {
        _mail.Start();
        await _app.StartAsync();
        foreach (var asker in _askers)
            await asker.LookAsync();
    }

    public ValueTask DisposeAsync()
    {
        foreach (var asker in _askers)
            asker.Dispose();
        _app.Dispose();
        _mail.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task No_message_is_lost_and_each_is_mailed_however_often_the_site_dies()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 1; round <= Rounds; round++)
        {
            await DieWhileAskedAsync(random);
            await _app.StartAsync();
            foreach (var asker in _askers)
                await asker.RetryAsync();
            AssertKept($"round {round} of {Rounds}, seed {seed}");
        }
        await UntilAllIsSentAsync();
        var mails = _mail.Mails;
        var doubles = AssertMailed(mails, $"seed {seed}");
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{_kills.Count} kills, {_askers.Sum(asker => asker.Acknowledged.Count)} messages, {_askers.Sum(asker => asker.Unknown)} of them under way when the site died, {mails.Count} mails, {doubles} of them doubles");
    }

    private async Task DieWhileAskedAsync(Random random)
    {
        var acknowledged = _askers.Select(asker => asker.Acknowledged.Count).ToArray();
        var mailed = _mail.Mails.Count;
        var asking = Task.WhenAll(_askers.Select(asker => asker.AskAsync()));
        // Not before everybody was heard and mails go out, so that each round has something to lose of both.
        while ((_askers.Where((asker, i) => asker.Acknowledged.Count == acknowledged[i]).Any() || _mail.Mails.Count == mailed) && !asking.IsCompleted)
            await Task.Delay(1);
        await Task.Delay(random.Next(300));
        _kills.Add(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await _app.KillAsync();
        await asking;
    }

    private void AssertKept(string when)
    {
        Assert.All(_askers, asker => Assert.True(asker.Surprises.Count == 0, $"{when}: {string.Join('\n', asker.Surprises)}"));
        var kept = _app.MessagesByName();
        foreach (var name in _askers.SelectMany(asker => asker.Acknowledged))
            Assert.True(kept.GetValueOrDefault(name) == 1, $"{when}: acknowledged, and there {kept.GetValueOrDefault(name)} times: {name}");
    }

    private async Task UntilAllIsSentAsync()
    {
        var watch = Stopwatch.StartNew();
        while (_app.UnsentMails() is > 0 and var unsent)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(3), $"{unsent} mails still wait.");
            await Task.Delay(50);
        }
    }

    /// <returns>How many mails came twice.</returns>
    private int AssertMailed(IReadOnlyList<TakenMail> mails, string when)
    {
        var byName = mails.GroupBy(mail => mail.Name).ToDictionary(same => same.Key, same => same.OrderBy(mail => mail.At).ToArray());
        foreach (var name in _askers.SelectMany(asker => asker.Acknowledged))
            Assert.True(byName.ContainsKey(name), $"{when}: acknowledged, and not mailed: {name}");
        foreach (var (name, same) in byName)
        {
            Assert.True(same.Select(mail => mail.MessageId).Distinct().Count() == 1, $"{when}: {name} was mailed under several Message-IDs");
            // Between two of the same the site died: it did not live to note the first.
            for (var i = 1; i < same.Length; i++)
                Assert.True(_kills.Any(kill => same[i - 1].At <= kill + 1000 && kill <= same[i].At), $"{when}: {name} was mailed twice by a site that was alive");
        }
        return mails.Count - byName.Count;
    }
}
