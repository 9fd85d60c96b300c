using Components.Data;
using Components.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Data;

/// <summary>Writing transactions: one after the other, all or nothing, and never in each other's way.</summary>
public sealed class WritingTests(WritingTests.ImpatientHost host) : IClassFixture<WritingTests.ImpatientHost>
{
    private static CancellationToken Soon => TestContext.Current.CancellationToken;

    public sealed class ImpatientHost : TestHost
    {
        public ImpatientHost() => Settings["Database:Patience"] = "00:00:10";
    }

    [Fact]
    public async Task What_is_read_is_what_is_written_upon_however_many_write_at_once()
    {
        await InScopeAsync(db => AddAsync(db, 1, "0"));
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => InScopeAsync(CountUpAsync), Soon)));
        Assert.Equal("40", await TextOfAsync(1));

        static Task<int> CountUpAsync(NotesDb db) => db.WriteAsync(
            async () =>
            {
                var note = await db.Notes.AsNoTracking().SingleAsync(note => note.Id == 1, Soon);
                await Task.Yield();
                var next = (int.Parse(note.Text, System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                return await db.Notes.Where(note => note.Id == 1).ExecuteUpdateAsync(note => note.SetProperty(n => n.Text, next), Soon);
            },
            Soon);
    }

    [Fact]
    public async Task Saves_inside_take_part_and_saves_elsewhere_wait_for_the_end()
    {
        var inside = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var writing = InScopeAsync(db => db.WriteAsync(
            async () =>
            {
                await AddAsync(db, 10, "first");
                inside.SetResult();
                await goOn.Task;
                return await AddAsync(db, 11, "second");
            },
            Soon));
        await inside.Task;
        var other = InScopeAsync(db => AddAsync(db, 12, "other"));
        Assert.Null(await TextOfAsync(10));
        Assert.False(other.IsCompleted);
        goOn.SetResult();
        await Task.WhenAll(writing, other);
        Assert.Equal(("first", "second", "other"), (await TextOfAsync(10), await TextOfAsync(11), await TextOfAsync(12)));
    }

    [Fact]
    public async Task A_failure_leaves_nothing_behind_neither_in_the_database_nor_in_the_context()
    {
        await InScopeAsync(async db =>
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.WriteAsync(
                async () =>
                {
                    await AddAsync(db, 20, "saved, and then not");
                    await db.Notes.Where(note => note.Id == 20).ExecuteUpdateAsync(note => note.SetProperty(n => n.Text, "changed"), Soon);
                    throw new InvalidOperationException("no");
                },
                Soon));
            Assert.Empty(db.ChangeTracker.Entries());
            Assert.Null(await TextOfAsync(20));
            return await AddAsync(db, 20, "again");
        });
        Assert.Equal("again", await TextOfAsync(20));
    }

    [Fact]
    public async Task A_failed_save_inside_may_be_answered_by_another_try()
    {
        await InScopeAsync(db => AddAsync(db, 30, "there", only: "thirty"));
        await InScopeAsync(db => db.WriteAsync(
            async () =>
            {
                var e = await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync(db, 31, "twin", only: "thirty"));
                Assert.True(host.Services.GetRequiredService<IDatabase>().IsDuplicate(e));
                db.ChangeTracker.Clear();
                return await AddAsync(db, 32, "another", only: "thirty-two");
            },
            Soon));
        Assert.Equal((null, "another"), (await TextOfAsync(31), await TextOfAsync(32)));
    }

    [Fact]
    public async Task An_inner_call_is_part_of_the_outer_one()
    {
        await InScopeAsync(async db =>
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.WriteAsync(
                async () =>
                {
                    await db.WriteAsync(() => AddAsync(db, 40, "inner"), Soon);
                    throw new InvalidOperationException("outer");
                },
                Soon));
            return 0;
        });
        Assert.Null(await TextOfAsync(40));
    }

    [Fact]
    public async Task Another_context_of_the_scope_takes_part_by_a_call_of_its_own()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var (db, other) = (scope.ServiceProvider.GetRequiredService<NotesDb>(), scope.ServiceProvider.GetRequiredService<OtherNotesDb>());
        foreach (var fails in new[] { true, false })
        {
            var writing = db.WriteAsync(
                async () =>
                {
                    await AddAsync(db, 50, "one");
                    await other.WriteAsync(
                        async () =>
                        {
                            Assert.Equal("one", (await other.Notes.AsNoTracking().SingleAsync(note => note.Id == 50, Soon)).Text);
                            other.Add(new Note { Id = 51, Text = "two" });
                            await other.SaveChangesAsync(Soon);
                            if (fails)
                                throw new InvalidOperationException("no");
                        },
                        Soon);
                },
                Soon);
            if (fails)
                await Assert.ThrowsAsync<InvalidOperationException>(() => writing);
            else
                await writing;
            Assert.Equal(fails ? (null, null) : ("one", "two"), (await TextOfAsync(50), await TextOfAsync(51)));
        }
        other.Add(new Note { Id = 52, Text = "on its own again" });
        await other.SaveChangesAsync(Soon);
        Assert.Equal("on its own again", await TextOfAsync(52));
    }

    [Fact]
    public async Task Whoever_waits_too_long_is_told_and_the_next_one_gets_in()
    {
        var (inside, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var writing = InScopeAsync(db => db.WriteAsync(
            async () =>
            {
                inside.SetResult();
                await goOn.Task;
                return 0;
            },
            Soon));
        await inside.Task;
        var e = await Assert.ThrowsAsync<TimeoutException>(() => InScopeAsync(db => db.WriteAsync(() => AddAsync(db, 60, "late"), Soon)));
        Assert.True(host.Services.GetRequiredService<IDatabase>().IsUnavailable(e));
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => InScopeAsync(db => db.WriteAsync(() => AddAsync(db, 61, "gone"), gone.Token)));
        goOn.SetResult();
        await writing;
        await InScopeAsync(db => AddAsync(db, 62, "in"));
        Assert.Equal((null, null, "in"), (await TextOfAsync(60), await TextOfAsync(61), await TextOfAsync(62)));
    }

    [Fact]
    public async Task Only_a_key_that_is_there_already_is_a_duplicate()
    {
        var database = host.Services.GetRequiredService<IDatabase>();
        await InScopeAsync(db => AddAsync(db, 70, "x", only: "seventy"));
        Assert.True(database.IsDuplicate(await Assert.ThrowsAsync<DbUpdateException>(() => InScopeAsync(db => AddAsync(db, 70, "same key")))));
        Assert.True(database.IsDuplicate(await Assert.ThrowsAsync<DbUpdateException>(() => InScopeAsync(db => AddAsync(db, 71, "x", only: "seventy")))));
        Assert.False(database.IsDuplicate(await Assert.ThrowsAsync<DbUpdateException>(() => InScopeAsync(db => AddAsync(db, 72, null!)))));
    }

    private static Task<int> AddAsync(NotesDb db, long id, string text, string? only = null)
    {
        db.Add(new Note { Id = id, Text = text, Only = only });
        return db.SaveChangesAsync(Soon);
    }

    private async Task<T> InScopeAsync<T>(Func<NotesDb, Task<T>> work)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<NotesDb>());
    }

    private Task<string?> TextOfAsync(long id) => InScopeAsync(db => db.Notes.Where(note => note.Id == id).Select(note => note.Text).SingleOrDefaultAsync(Soon))!;
}
