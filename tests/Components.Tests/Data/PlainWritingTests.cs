using System.Data.Common;
using System.Globalization;
using Components.Data;
using Components.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Data;

/// <summary>Writing transactions by statements that are kept ready: as those of a context, and in line with them.</summary>
public sealed class PlainWritingTests(TestHost host) : IClassFixture<TestHost>
{
    private const string TextOf = "SELECT \"Text\" FROM \"test_notes\" WHERE \"Id\" = @p0";

    private static CancellationToken Soon => TestContext.Current.CancellationToken;

    private IDatabase Database => host.Services.GetRequiredService<IDatabase>();

    [Fact]
    public async Task Both_ways_to_write_wait_for_each_other_and_see_what_the_other_wrote()
    {
        await AddAsync(100, "0");
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => i % 2 == 0 ? CountUpPlainlyAsync() : CountUpByContextAsync(), Soon)));
        Assert.Equal("40", await TextAsync(100));

        Task<int> CountUpPlainlyAsync() => Database.WriteAsync(
            async transaction =>
            {
                var text = await transaction.FirstAsync(TextOf, [100], row => row.GetString(0), Soon);
                await Task.Yield();
                return await transaction.ExecuteAsync("UPDATE \"test_notes\" SET \"Text\" = @p1 WHERE \"Id\" = @p0", [100, Next(text!)], Soon);
            },
            Soon);

        async Task<int> CountUpByContextAsync()
        {
            await using var scope = host.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<NotesDb>();
            return await db.WriteAsync(
                async () =>
                {
                    var note = await db.Notes.SingleAsync(note => note.Id == 100, Soon);
                    await Task.Yield();
                    note.Text = Next(note.Text);
                    return await db.SaveChangesAsync(Soon);
                },
                Soon);
        }
    }

    [Fact]
    public async Task A_failure_leaves_nothing_behind_and_stands_in_nobodys_way()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.WriteAsync<int>(
            async transaction =>
            {
                await transaction.ExecuteAsync("INSERT INTO \"test_notes\" (\"Id\", \"Text\") VALUES (@p0, @p1)", [110, "saved, and then not"], Soon);
                throw new InvalidOperationException("no");
            },
            Soon));
        Assert.Null(await TextAsync(110));
        var e = await Assert.ThrowsAnyAsync<DbException>(() => Database.WriteAsync(transaction => transaction.ExecuteAsync("INSERT INTO \"nowhere\" VALUES (1)", [], Soon), Soon));
        Assert.False(Database.IsUnavailable(e));
        await AddAsync(110, "again");
        Assert.Equal("again", await TextAsync(110));
    }

    [Fact]
    public async Task What_is_not_committed_is_seen_by_itself_alone()
    {
        await Database.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync("INSERT INTO \"test_notes\" (\"Id\", \"Text\") VALUES (@p0, @p1)", [120, "inside"], Soon);
                Assert.Equal("inside", await transaction.FirstAsync(TextOf, [120], row => row.GetString(0), Soon));
                Assert.Null(await TextAsync(120));
                return 0;
            },
            Soon);
        Assert.Equal("inside", await TextAsync(120));
    }

    [Fact]
    public async Task A_row_is_inserted_as_the_context_maps_it_and_a_twin_is_a_duplicate()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotesDb>();
        var insert = new RowInsert<Note>(db.Model);
        await InsertAsync(new Note { Id = 130, Text = "it's \"quoted\" – ナ", Only = null });
        await InsertAsync(new Note { Id = 131, Text = "", Only = "131" });
        var notes = await db.Notes.AsNoTracking().Where(note => note.Id == 130 || note.Id == 131).OrderBy(note => note.Id).ToListAsync(Soon);
        Assert.Equal([(130L, "it's \"quoted\" – ナ", null), (131L, "", "131")], notes.Select(note => (note.Id, note.Text, note.Only)));
        Assert.True(Database.IsDuplicate(await Assert.ThrowsAnyAsync<DbException>(() => InsertAsync(new Note { Id = 132, Text = "", Only = "131" }))));
        Assert.Throws<InvalidOperationException>(() => new RowInsert<string>(db.Model));

        Task InsertAsync(Note note) => Database.WriteAsync(
            async transaction =>
            {
                await transaction.InsertAsync(insert, note, Soon);
                return 0;
            },
            Soon);
    }

    [Fact]
    public async Task Who_gives_up_waiting_gives_up_nothing_else()
    {
        var (inside, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var writing = Database.WriteAsync(
            async _ =>
            {
                inside.SetResult();
                await goOn.Task;
                return 0;
            },
            Soon);
        await inside.Task;
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Database.WriteAsync(_ => Task.FromResult(1), gone.Token));
        goOn.SetResult();
        await writing;
        Assert.Equal(1, await Database.WriteAsync(_ => Task.FromResult(1), Soon));
    }

    private static string Next(string text) => (int.Parse(text, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);

    private Task<int> AddAsync(long id, string text) =>
        Database.WriteAsync(transaction => transaction.ExecuteAsync("INSERT INTO \"test_notes\" (\"Id\", \"Text\") VALUES (@p0, @p1)", [id, text], Soon), Soon);

    private async Task<string?> TextAsync(long id) => (await Database.ReadAsync(TextOf, [id], row => row.GetString(0), Soon)).SingleOrDefault();
}
