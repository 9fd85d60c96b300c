using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Components.Comments.Seeding;

/// <summary>Inserts many rows by one prepared statement in the transaction at hand, past the change tracker, which would keep them all.</summary>
internal static class BulkInsert
{
    public static async Task RunAsync<TEntity>(DbContext db, IReadOnlyCollection<TEntity> rows) where TEntity : class
    {
        if (rows.Count == 0)
            return;
        var columns = db.Model.FindEntityType(typeof(TEntity))!.GetProperties().ToList();
        var converters = columns.Select(column => column.GetTypeMapping().Converter?.ConvertToProvider).ToList();
        await using var command = Prepare(db, columns);
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                var value = columns[i].GetGetter().GetClrValue(row);
                command.Parameters[i].Value = value is null ? DBNull.Value : converters[i] is { } convert ? convert(value) : value;
            }
            await command.ExecuteNonQueryAsync();
        }
    }

    private static DbCommand Prepare(DbContext db, List<IProperty> columns)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var names = columns.Select(column => $"\"{column.GetColumnName()}\"");
        var values = columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i}"));
        // Names of tables and columns come from the model.
#pragma warning disable CA2100
        command.CommandText = $"INSERT INTO \"{columns[0].DeclaringType.GetTableName()}\" ({string.Join(", ", names)}) VALUES ({string.Join(", ", values)})";
#pragma warning restore CA2100
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
