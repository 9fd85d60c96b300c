using System.Data.Common;
using Components.Data;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Data;

/// <summary>What a statement that is kept ready reads is what the driver would read.</summary>
public sealed class StatementRowTests(TestHost host) : IClassFixture<TestHost>
{
    private IDatabase Database => host.Services.GetRequiredService<IDatabase>();

    [Theory]
    [InlineData(0L), InlineData(-1L), InlineData(long.MaxValue), InlineData(long.MinValue)]
    public async Task Whole_numbers_come_as_they_are(long number)
    {
        Assert.Equal((number, false), await ReadAsync("SELECT @p0", row => (row.GetInt64(0), row.IsDBNull(0)), number));
        Assert.Equal(number != 0, await ReadAsync("SELECT @p0", row => row.GetBoolean(0), number));
        if (number is <= int.MaxValue and >= int.MinValue)
            Assert.Equal((int)number, await ReadAsync("SELECT @p0", row => row.GetInt32(0), number));
        else
            await Assert.ThrowsAsync<OverflowException>(() => ReadAsync("SELECT @p0", row => row.GetInt32(0), number));
    }

    [Theory]
    [InlineData(0.0), InlineData(-0.5), InlineData(1e300), InlineData(double.Epsilon)]
    public async Task Numbers_come_as_they_are(double number) => Assert.Equal(number, await ReadAsync("SELECT @p0", row => row.GetDouble(0), number));

    [Theory]
    [InlineData(""), InlineData("it's ナ 👍🏽"), InlineData("before\0after"), InlineData(" \r\n")]
    public async Task Texts_come_as_they_are(string text) => Assert.Equal((text, false), await ReadAsync("SELECT @p0", row => (row.GetString(0), row.IsDBNull(0)), text));

    [Fact]
    public async Task A_long_text_comes_whole()
    {
        var text = string.Concat(Enumerable.Repeat("Schön 長い ", 20_000));
        Assert.Equal(text, await ReadAsync("SELECT @p0", row => row.GetString(0), text));
    }

    [Fact]
    public async Task Nothing_is_told_from_zero_and_from_an_empty_text()
    {
        Assert.True(await ReadAsync("SELECT NULL", row => row.IsDBNull(0)));
        foreach (var read in new Func<DbDataReader, object>[] { row => row.GetInt64(0), row => row.GetInt32(0), row => row.GetDouble(0), row => row.GetBoolean(0), row => row.GetString(0) })
            await Assert.ThrowsAsync<InvalidCastException>(() => ReadAsync("SELECT NULL", read));
    }

    [Fact]
    public async Task What_is_not_there_is_not_read()
    {
        foreach (var column in new[] { -1, 2, int.MaxValue })
            foreach (var read in new Func<DbDataReader, object>[] { row => row.IsDBNull(column), row => row.GetInt64(column), row => row.GetDouble(column), row => row.GetString(column) })
                await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ReadAsync("SELECT 1, 2", read));
    }

    [Fact]
    public async Task Whatever_else_is_asked_the_driver_answers()
    {
        const string Sql = "SELECT 7 AS \"Number\", 'a text' AS \"Text\", '2026-11-22' AS \"Day\"";
        Assert.Equal((3, 1, "Number"), await ReadAsync(Sql, row => (row.FieldCount, row.GetOrdinal("Text"), row.GetName(0))));
        Assert.Equal((7L, "a text", (short)7), await ReadAsync(Sql, row => ((long)row["Number"], (string)row[1], row.GetInt16(0))));
        Assert.Equal((7, new DateTime(2026, 11, 22)), await ReadAsync(Sql, row => (row.GetFieldValue<int>(0), row.GetDateTime(2))));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(Sql, row => row.Read()));
    }

    [Fact]
    public async Task Each_row_is_its_own()
    {
        var rows = await Database.ReadAsync("SELECT column1, column2 FROM (VALUES (1, 'one'), (2, NULL), (3, 'three'))", [], row => (row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1)), TestContext.Current.CancellationToken);
        Assert.Equal([(1, "one"), (2, null), (3, "three")], rows);
    }

    private async Task<T> ReadAsync<T>(string sql, Func<DbDataReader, T> read, params object[] values) => (await Database.ReadAsync(sql, values, read, TestContext.Current.CancellationToken)).Single();
}
