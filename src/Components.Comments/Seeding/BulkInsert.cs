using System.Globalization;
using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Components.Comments.Seeding;

/// <summary>Inserts many rows by one prepared statement in the transaction at hand, past the change tracker, which would keep them all.</summary>
internal static class BulkInsert
{
    public static async Task RunAsync<TEntity>(DbContext db, IReadOnlyCollection<TEntity> rows) where TEntity : class
    {
        if (rows.Count == 0)
            return;
        var insert = new RowInsert<TEntity>(db.Model);
        await using var command = db.Database.GetDbConnection().Command(insert.Sql, insert.ValuesOf(rows.First()).Select((value, i) => (string.Create(CultureInfo.InvariantCulture, $"@p{i}"), value)));
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        foreach (var row in rows)
        {
            var values = insert.ValuesOf(row);
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i];
            await command.ExecuteNonQueryAsync();
        }
    }
}
