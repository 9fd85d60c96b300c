using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Testing;

/// <summary>Asks SQLite, before each command that a context runs, how it will carry it out.</summary>
public sealed class SqlPlans : DbCommandInterceptor
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

    /// <summary>Asks about one command; see https://www.sqlite.org/eqp.html.</summary>
    public async Task ExplainAsync(DbCommand command)
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
}

/// <summary>How SQLite carries out a command.</summary>
public sealed record SqlPlan(string Sql, IReadOnlyList<string> Steps)
{
    /// <summary>The steps that read a whole table or index, sort, or build an index for the occasion.</summary>
    public IReadOnlyList<string> Expensive => [.. Steps.Where(step => ReadsAll(step) || step.Contains("TEMP B-TREE", StringComparison.Ordinal) || step.Contains("AUTOMATIC", StringComparison.Ordinal))];

    public bool Uses(string index) => Steps.Any(step => step.Contains($"INDEX {index} ", StringComparison.Ordinal));

    // What the statement itself has collected before, under a name of its own, is as short as what it collected.
    private bool ReadsAll(string step) =>
        step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains("CONSTANT ROW", StringComparison.Ordinal) && !Steps.Contains($"CO-ROUTINE {step["SCAN ".Length..]}") && !Steps.Contains($"MATERIALIZE {step["SCAN ".Length..]}");

    public override string ToString() => $"{Sql}\n--\n{string.Join('\n', Steps)}";
}
