using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Testing;

/// <summary>Asks SQLite, before each command that a context runs, how it will carry it out.</summary>
public sealed partial class SqlPlans : DbCommandInterceptor
{
    public ConcurrentQueue<SqlPlan> Seen { get; } = [];

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await ExplainAsync(command);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await ExplainAsync(command);
        return result;
    }

    // https://www.sqlite.org/eqp.html
    private async Task ExplainAsync(DbCommand command)
    {
        await using var question = command.Connection!.CreateCommand();
        question.Transaction = command.Transaction;
        question.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        foreach (DbParameter parameter in command.Parameters)
        {
            var copy = question.CreateParameter();
            (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
            question.Parameters.Add(copy);
        }
        List<string> steps = [];
        await using var rows = await question.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            steps.Add(rows.GetString(3));
        Seen.Enqueue(new SqlPlan(command.CommandText, steps));
    }

    internal static bool IsExpensive(string step) => WholeTable().IsMatch(step) || step.Contains("TEMP B-TREE", StringComparison.Ordinal) || step.Contains("AUTOMATIC", StringComparison.Ordinal);

    // What a statement itself has collected (these names) is as short as the page.
    [GeneratedRegex(@"^SCAN (TABLE )?(?!(CONSTANT ROW|\d+ CONSTANT ROWS?|tree|path|level0|earlier|equal|beyond|taken|pinned|shown|waiting)\b)")]
    private static partial Regex WholeTable();
}

/// <summary>How SQLite carries out a command.</summary>
public sealed record SqlPlan(string Sql, IReadOnlyList<string> Steps)
{
    /// <summary>The steps that read a whole table or index, sort, or build an index for the occasion.</summary>
    public IReadOnlyList<string> Expensive => [.. Steps.Where(SqlPlans.IsExpensive)];

    public bool Uses(string index) => Steps.Any(step => step.Contains($"INDEX {index} ", StringComparison.Ordinal));

    public override string ToString() => $"{Sql}\n--\n{string.Join('\n', Steps)}";
}
