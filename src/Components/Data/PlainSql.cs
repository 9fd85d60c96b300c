using System.Data.Common;
using System.Globalization;

namespace Components.Data;

/// <summary>
/// SQL written by hand, for the few reads that a start, or a worker each second, cannot leave out: the first use of a context builds its model, which costs a start more than all such reads
/// together. Names go into quotation marks, which every database takes as they stand.
/// </summary>
public static class PlainSql
{
    /// <summary>A command on an open connection of <see cref="IDatabase.OpenAsync"/>.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="sql">Its text never comes from outside; what does, is a parameter.</param>
    /// <param name="values">Each parameter's name, <c>@name</c>, and value.</param>
    public static DbCommand Command(this DbConnection connection, string sql, params IEnumerable<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    /// <summary>Whether a query (<c>SELECT count(*) …</c>, <c>SELECT EXISTS …</c>) answers a number other than zero.</summary>
    public static async Task<bool> AnyAsync(this DbCommand command, CancellationToken cancellation) =>
        Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture) != 0;
}
