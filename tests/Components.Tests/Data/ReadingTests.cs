using System.Data.Common;
using System.Globalization;
using Components.Data;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Data;

/// <summary>Reads by statements that are kept ready.</summary>
public sealed class ReadingTests(TestHost host) : IClassFixture<TestHost>
{
    private IDatabase Database => host.Services.GetRequiredService<IDatabase>();

    [Fact]
    public async Task The_same_statement_is_asked_with_other_values_and_sees_what_was_written_meanwhile()
    {
        await WriteAsync("CREATE TABLE read_twice (\"Id\" INTEGER, \"Text\" TEXT)");
        const string Sql = "SELECT \"Text\" FROM read_twice WHERE \"Id\" > @p0 AND \"Id\" < @p1 ORDER BY \"Id\"";
        Assert.Empty(await AskAsync(Sql, 0, 9));
        await WriteAsync("INSERT INTO read_twice VALUES (1, 'one'), (2, 'two'), (3, NULL)");
        Assert.Equal(["one", "two", null], await AskAsync(Sql, 0, 9));
        Assert.Equal(["two"], await AskAsync(Sql, 1, 3));
        await WriteAsync("DELETE FROM read_twice WHERE \"Id\" = 2");
        Assert.Equal(["one", null], await AskAsync(Sql, 0, 9));
        // A table that changes its shape is read anew.
        await WriteAsync("ALTER TABLE read_twice ADD COLUMN \"More\" TEXT");
        Assert.Equal(["one", null], await AskAsync(Sql, 0, 9));
    }

    [Fact]
    public async Task A_read_that_fails_leaves_nothing_behind()
    {
        await Assert.ThrowsAnyAsync<DbException>(() => AskAsync("SELECT nothing FROM nowhere"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.ReadAsync<string>("SELECT 1 UNION SELECT 2", [], _ => throw new InvalidOperationException(), default));
        Assert.Equal(["1"], await AskAsync("SELECT '1'"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Database.ReadAsync("SELECT '1'", [], row => row.GetString(0), new CancellationToken(canceled: true)));
        Assert.Equal(["1"], await AskAsync("SELECT '1'"));
    }

    [Fact]
    public async Task More_statements_than_are_kept_are_answered_too()
    {
        for (var round = 0; round < 2; round++)
            for (var i = 0; i < 100; i++)
                Assert.Equal([$"{i}-{round}"], await AskAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT '{i}-' || @p0"), round));
    }

    [Fact]
    public async Task Many_who_read_at_once_each_get_their_own()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => AskAsync("SELECT 'n' || @p0", i))));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"n{i}"), answers.Select(answer => answer.Single()));
    }

    private Task<List<string?>> AskAsync(string sql, params object[] values) => Database.ReadAsync(sql, values, row => row.IsDBNull(0) ? null : row.GetString(0), default);

    private async Task WriteAsync(string sql)
    {
        await using var connection = await Database.OpenAsync(default);
        await using var command = connection.Command(sql);
        await command.ExecuteNonQueryAsync();
    }
}
