using System.Data.Common;
using System.Globalization;
using Components.Data;
using Components.Sqlite;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Data;

/// <summary>Writing transactions that wait for another one are committed together, and each is there or not by itself.</summary>
public sealed class GroupCommitTests(TestHost host) : IClassFixture<TestHost>
{
    private static CancellationToken Soon => TestContext.Current.CancellationToken;

    private WriteGate Gate => host.Services.GetRequiredService<WriteGate>();

    private IDatabase Database => host.Services.GetRequiredService<IDatabase>();

    [Fact]
    public async Task Those_that_wait_are_committed_at_once_and_acknowledged_then()
    {
        var first = await HoldAsync();
        var seen = new List<(long Inside, long Outside)>();
        var writes = Enumerable.Range(201, 20).Select(id => Database.WriteAsync(
            async transaction =>
            {
                await AddAsync(transaction, id);
                seen.Add((await CountAsync(transaction), await CountAsync()));
                return id;
            },
            Soon)).ToList();
        Assert.DoesNotContain(writes, write => write.IsCompleted);
        first.SetResult();
        Assert.Equal(Enumerable.Range(201, 20), await Task.WhenAll(writes));
        Assert.Equal(Enumerable.Range(1, 20).Select(number => ((long)number, 0L)), seen);
        Assert.Equal(20, await CountAsync());
    }

    [Fact]
    public async Task One_that_fails_takes_nothing_of_the_others_with_it()
    {
        var first = await HoldAsync();
        var before = WriteAsync(231);
        var thrown = Database.WriteAsync<int>(
            async transaction =>
            {
                await AddAsync(transaction, 232);
                throw new InvalidOperationException("no");
            },
            Soon);
        var twin = WriteAsync(231);
        var after = WriteAsync(233);
        first.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => thrown);
        Assert.True(Database.IsDuplicate(await Assert.ThrowsAnyAsync<DbException>(() => twin)));
        await Task.WhenAll(before, after);
        Assert.Equal([231, 233], await Database.ReadAsync("SELECT \"Id\" FROM \"test_notes\" WHERE \"Id\" BETWEEN 231 AND 239 ORDER BY 1", [], row => row.GetInt64(0), Soon));
    }

    [Fact]
    public async Task Several_that_fail_take_nothing_of_the_others_with_them_however_those_wrote()
    {
        var first = await HoldAsync();
        var writes = Enumerable.Range(261, 9).Select(id => Database.WriteAsync(
            async transaction =>
            {
                // Its failure is its own affair.
                await Assert.ThrowsAnyAsync<DbException>(() => transaction.ExecuteAsync("INSERT INTO \"test_notes\" (\"Id\") VALUES (@p0)", [id], Soon));
                await Assert.ThrowsAnyAsync<DbException>(() => transaction.AllAsync("INSERT INTO \"test_notes\" (\"Id\") VALUES (@p0) RETURNING \"Id\"", [id], row => row.GetInt64(0), Soon));
                var told = await transaction.AllAsync("INSERT INTO \"test_notes\" (\"Id\", \"Text\") VALUES (@p0, 'together') RETURNING \"Id\"", [id], row => row.GetInt64(0), Soon);
                Assert.Equal(id, Assert.Single(told));
                await transaction.ExecuteAsync("UPDATE \"test_notes\" SET \"Text\" = \"Text\" || @p1 WHERE \"Id\" = @p0", [id, $" {id}"], Soon);
                return id % 3 == 0 ? throw new InvalidOperationException("no") : id;
            },
            Soon)).ToList();
        first.SetResult();
        for (var i = 0; i < writes.Count; i++)
        {
            var write = writes[i];
            if ((261 + i) % 3 == 0)
                await Assert.ThrowsAsync<InvalidOperationException>(() => write);
            else
                Assert.Equal(261 + i, await write);
        }
        Assert.Equal(
            ["together 262", "together 263", "together 265", "together 266", "together 268", "together 269"],
            await Database.ReadAsync("SELECT \"Text\" FROM \"test_notes\" WHERE \"Id\" BETWEEN 261 AND 269 ORDER BY \"Id\"", [], row => row.GetString(0), Soon));
    }

    [Fact]
    public async Task What_ends_the_transaction_of_all_leaves_nothing_that_was_acknowledged_or_not()
    {
        var first = await HoldAsync();
        var before = WriteAsync(271);
        var end = Database.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync("ROLLBACK", [], Soon);
                return 0;
            },
            Soon);
        var after = WriteAsync(272);
        first.SetResult();
        foreach (var write in new Task[] { before, end, after })
            await Assert.ThrowsAsync<InvalidOperationException>(() => write);
        Assert.Empty(await Database.ReadAsync("SELECT \"Id\" FROM \"test_notes\" WHERE \"Id\" BETWEEN 271 AND 279", [], row => row.GetInt64(0), Soon));
    }

    [Fact]
    public async Task What_a_statement_kept_until_it_failed_is_undone_too()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.WriteAsync<int>(
            async transaction =>
            {
                // The first of the two rows stays where it is not undone.
                await Assert.ThrowsAnyAsync<DbException>(() => transaction.ExecuteAsync("INSERT OR FAIL INTO \"test_notes\" (\"Id\", \"Text\") VALUES (291, 'a'), (291, 'b')", [], Soon));
                throw new InvalidOperationException("no");
            },
            Soon));
        await WriteAsync(292);
        Assert.Equal([292], await Database.ReadAsync("SELECT \"Id\" FROM \"test_notes\" WHERE \"Id\" BETWEEN 291 AND 299", [], row => row.GetInt64(0), Soon));
    }

    [Fact]
    public async Task One_inside_of_another_is_refused_and_one_that_was_begun_there_and_waits_for_its_end_is_not()
    {
        var (isOver, later) = (new TaskCompletionSource(), Task.CompletedTask);
        await Database.WriteAsync(
            async _ =>
            {
                await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(281).WaitAsync(TimeSpan.FromSeconds(4), Soon));
                await Assert.ThrowsAsync<InvalidOperationException>(() => Gate.EnterAsync(TimeSpan.FromSeconds(4), Soon));
                later = WriteAfterAsync(isOver.Task);
                return 0;
            },
            Soon);
        isOver.SetResult();
        await later;

        async Task WriteAfterAsync(Task before)
        {
            await before;
            await WriteAsync(281);
        }
    }

    [Fact]
    public async Task Where_the_database_undoes_all_of_it_everybody_is_told_so()
    {
        var first = await HoldAsync();
        var before = WriteAsync(241);
        // What SQLite does by itself where its disk is full.
        var end = Database.WriteAsync<int>(
            async transaction =>
            {
                await transaction.ExecuteAsync("ROLLBACK", [], Soon);
                throw new TimeoutException("full");
            },
            Soon);
        var after = WriteAsync(242);
        first.SetResult();
        foreach (var write in new Task[] { before, end, after })
            Assert.True(Database.IsUnavailable(await Assert.ThrowsAsync<TimeoutException>(() => write)));
        Assert.Empty(await Database.ReadAsync("SELECT \"Id\" FROM \"test_notes\" WHERE \"Id\" BETWEEN 241 AND 249", [], row => row.GetInt64(0), Soon));
        await WriteAsync(241);
    }

    [Fact]
    public async Task Who_gives_up_while_waiting_is_not_written_with_the_others()
    {
        var first = await HoldAsync();
        using var gone = new CancellationTokenSource();
        var given = Database.WriteAsync(transaction => AddAsync(transaction, 251), gone.Token);
        var other = WriteAsync(252);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        first.SetResult();
        await other;
        Assert.Equal([252], await Database.ReadAsync("SELECT \"Id\" FROM \"test_notes\" WHERE \"Id\" BETWEEN 251 AND 259", [], row => row.GetInt64(0), Soon));
    }

    [Fact]
    public async Task Each_is_written_in_the_language_of_who_asked_for_it()
    {
        var first = await HoldAsync();
        string[] names = ["ja", "de", "en"];
        var writes = new List<Task<string>>();
        foreach (var name in names)
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
            writes.Add(Database.WriteAsync(
                async _ =>
                {
                    await Task.Yield();
                    return CultureInfo.CurrentUICulture.Name;
                },
                Soon));
        }
        first.SetResult();
        Assert.Equal(names, await Task.WhenAll(writes));
    }

    // Until it is set others wait.
    private async Task<TaskCompletionSource> HoldAsync()
    {
        var (inside, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        _ = Database.WriteAsync(
            async _ =>
            {
                inside.SetResult();
                await goOn.Task;
                return 0;
            },
            Soon);
        await inside.Task;
        return goOn;
    }

    private Task<int> WriteAsync(long id) => Database.WriteAsync(transaction => AddAsync(transaction, id), Soon);

    private static Task<int> AddAsync(PlainTransaction transaction, long id) => transaction.ExecuteAsync("INSERT INTO \"test_notes\" (\"Id\", \"Text\") VALUES (@p0, 'together')", [id], Soon);

    private const string Twenty = "SELECT count(*) FROM \"test_notes\" WHERE \"Id\" BETWEEN 201 AND 229";

    private static async Task<long> CountAsync(PlainTransaction transaction) => (await transaction.AllAsync(Twenty, [], row => row.GetInt64(0), Soon)).Single();

    private async Task<long> CountAsync() => (await Database.ReadAsync(Twenty, [], row => row.GetInt64(0), Soon)).Single();
}
