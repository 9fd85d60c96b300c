using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Crash.Tests;

/// <summary>
/// The site is killed at any moment while four people write. What was acknowledged is there, once; what was sent again with the same key is there, once; and what is counted is
/// right. Ten times, or as often as the environment variable <c>CRASH_ROUNDS</c> says: <c>CRASH_ROUNDS=200 dotnet test tests/crash -c Release</c>.
/// </summary>
public sealed class CrashTests : IAsyncLifetime
{
    private const string Article = "/articles/what-is-a-fragment";
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("CRASH_ROUNDS") ?? "10", CultureInfo.InvariantCulture);
    private readonly string _data = Directory.CreateTempSubdirectory("crash-").FullName;
    private readonly LiveApp _app;
    private readonly Writer[] _writers;
    private int _unknown;

    public CrashTests()
    {
        _app = new LiveApp(_data);
        _writers = [new(_app.Address, "Ada", false), new(_app.Address, "Guest One", true), new(_app.Address, "Guest Two", true), new(_app.Address, "Guest Three", true)];
    }

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        await _app.MakeAdministratorAsync(_writers[0].Visitor);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var writer in _writers)
            writer.Dispose();
        _app.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_acknowledged_outlives_a_kill_at_any_moment_and_is_there_once()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var writer in _writers)
                await writer.LookAsync(Article);
            var before = _writers.Select(writer => writer.Acknowledged.Count).ToArray();
            var writing = Task.WhenAll(_writers.Select(writer => writer.WriteAsync(round)));
            // Not before everybody was heard, so that each round has something to lose.
            while (_writers.Where((writer, i) => writer.Acknowledged.Count == before[i]).Any() && !writing.IsCompleted)
                await Task.Delay(1);
            await Task.Delay(random.Next(500));
            await _app.KillAsync();
            await writing;
            _unknown += _writers.Count(writer => writer.Unknown is not null);
            await _app.StartAsync();
            await AssertWholeAsync($"round {round} of {Rounds}, seed {seed}");
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"{Rounds} kills, {_writers.Sum(writer => writer.Acknowledged.Count)} comments, {_unknown} of them under way when the site died");
        Assert.True(_writers.All(writer => writer.Acknowledged.Count > Rounds), "Hardly anything was written.");
    }

    private async Task AssertWholeAsync(string when)
    {
        Assert.All(_writers, writer => Assert.True(writer.Surprises.Count == 0, $"{when}: {string.Join('\n', writer.Surprises)}"));
        var kept = _app.Texts();
        foreach (var post in _writers.SelectMany(writer => writer.Acknowledged))
            Assert.True(kept.GetValueOrDefault(post.Text) == 1, $"{when}: acknowledged, and there {kept.GetValueOrDefault(post.Text)} times: {post.Text}");
        foreach (var writer in _writers)
            await writer.RetryAsync();
        kept = _app.Texts();
        Assert.True(kept.Values.All(times => times == 1), $"{when}: there more than once: {string.Join(", ", kept.Where(text => text.Value > 1).Select(text => text.Key))}");
        var acknowledged = _writers.SelectMany(writer => writer.Acknowledged).Select(post => post.Text).ToHashSet();
        Assert.True(acknowledged.SetEquals(kept.Keys), $"{when}: {acknowledged.Count} were acknowledged, {kept.Count} are there");
        await _app.AssertSoundAsync(when);
    }
}
