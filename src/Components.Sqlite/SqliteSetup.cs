using Components.Data;
using Components.Packs;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Sqlite;

/// <summary>Puts a site on the embedded database.</summary>
public static class SqliteSetup
{
    /// <summary>Uses SQLite: a file in the data directory, made at the first start. Settings: <see cref="SqliteOptions"/>.</summary>
    public static ComponentsBuilder UseSqlite(this ComponentsBuilder components)
    {
        components.Services.AddOptionsWithValidateOnStart<SqliteOptions>().BindConfiguration("Database").ValidateDataAnnotations();
        components.Services.AddSingleton<WriteGate>();
        components.Services.AddSingleton<IDatabase, SqliteDatabase>();
        components.Services.AddScoped<SqliteDatabase.ScopedConnection>();
        return components;
    }
}
