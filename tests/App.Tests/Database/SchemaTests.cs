using Components;
using Components.Comments;
using Components.Contact;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace App.Tests.Database;

/// <summary>Migrations are written by hand and have no snapshot; this is what keeps them and the models one.</summary>
public sealed class SchemaTests(Site site) : IClassFixture<Site>
{
    private static readonly Type[] Contexts =
        [.. new[] { typeof(SiteOptions), typeof(CommentsPack), typeof(ContactPack), typeof(Program) }
            .SelectMany(type => type.Assembly.GetTypes()).Where(type => type.IsSubclassOf(typeof(DbContext)) && !type.IsAbstract)];

    [Fact]
    public void Every_context_is_looked_at() =>
        Assert.Equal(["AccountsDb", "CommentsDb", "ContactDb", "EmbeddingDb", "MailDb", "PostsDb", "SpamDb", "WebhooksDb"], Contexts.Select(type => type.Name).Order());

    [Fact]
    public void The_migrated_tables_are_those_of_the_models()
    {
        using var migrated = site.OpenDatabaseOf();
        using var made = MakeFromModels();
        Assert.Equal(Describe(made), Describe(migrated));
    }

    [Fact]
    public void Every_table_starts_with_the_name_of_its_pack()
    {
        using var migrated = site.OpenDatabaseOf();
        Assert.All(Tables(migrated), table => Assert.Matches("^(accounts|comments|component|contact|mail|spam|webhooks)_", table));
    }

    private SqliteConnection MakeFromModels()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var scope = site.Services.CreateScope();
        foreach (var type in Contexts)
            if (((DbContext)scope.ServiceProvider.GetRequiredService(type)).Database.GenerateCreateScript() is { Length: > 0 } script)
                connection.Run(script);
        return connection;
    }

    private static string Describe(SqliteConnection connection) => string.Join("\n", Tables(connection).SelectMany(table => Columns(connection, table)
        .Concat(Read(connection, $"SELECT '{table} references ' || \"table\" || ' ' || \"from\" || ' ' || \"to\" || ' ' || on_delete FROM pragma_foreign_key_list('{table}') ORDER BY 1"))
        .Concat(Read(connection, $"SELECT 'index ' || sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = '{table}' ORDER BY name"))));

    private static List<string> Tables(SqliteConnection connection) =>
        Read(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_migrations' ESCAPE '\\' AND name NOT LIKE 'sqlite%' AND name <> '__EFMigrationsLock' ORDER BY name");

    // table_info knows nothing of AUTOINCREMENT, which only EF's own script writes.
    private static List<string> Columns(SqliteConnection connection, string table) =>
        Read(connection, $"SELECT '{table}.' || name || ' ' || type || ' notnull=' || \"notnull\" || ' key=' || pk || ' default=' || ifnull(dflt_value, '') FROM pragma_table_info('{table}') ORDER BY name");

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        List<string> found = [];
        while (rows.Read())
            found.Add(rows.GetString(0));
        return found;
    }
}

internal static class StartedSite
{
    /// <summary>Starts the site first, so that its tables are there.</summary>
    public static SqliteConnection OpenDatabaseOf(this Site site)
    {
        _ = site.Services;
        return site.OpenDatabase();
    }
}
