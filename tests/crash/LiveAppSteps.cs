using Microsoft.Data.Sqlite;
using Testing;

namespace Crash.Tests;

/// <summary>What is done to a live site, and what is found in its database.</summary>
internal static class LiveAppSteps
{
    public static async Task MakeAdministratorAsync(this LiveApp app, Visitor visitor)
    {
        var page = await visitor.OpenAsync((await app.SetUpLinkAsync()).PathAndQuery);
        var answer = await visitor.SubmitAsync(page.Find("main form"), ("Form.Name", "Ada"), ("Form.Email", "ada@example.com"), ("Form.Password", People.Password));
        Assert.NotNull(answer.Location);
    }

    /// <summary>The text of each comment, and how often it is there.</summary>
    public static Dictionary<string, long> Texts(this LiveApp app)
    {
        using var connection = app.OpenDatabase();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Text, COUNT(*) FROM comments_comments GROUP BY Text";
        using var rows = command.ExecuteReader();
        Dictionary<string, long> texts = [];
        while (rows.Read())
            texts.Add(rows.GetString(0), rows.GetInt64(1));
        return texts;
    }

    /// <summary>Each message that was kept, by its name, and how often it is there.</summary>
    public static Dictionary<string, int> MessagesByName(this LiveApp app) => app.Column("SELECT Text FROM contact_messages")
        .Select(text => text.Split(' ').First(word => word.StartsWith("message-", StringComparison.Ordinal))).CountBy(name => name).ToDictionary();

    public static long UnsentMails(this LiveApp app)
    {
        using var connection = app.OpenDatabase();
        return connection.Ask<long>("SELECT COUNT(*) FROM mail_outbox WHERE SentAt IS NULL");
    }

    public static async Task AssertSoundAsync(this LiveApp app, string when)
    {
        using (var connection = app.OpenDatabase())
            Assert.Equal("ok", connection.Ask<string>("PRAGMA integrity_check"));
        var (exitCode, output) = await app.CommandAsync("comments", "check");
        Assert.True(exitCode == 0, $"{when}: {output}");
    }

    private static List<string> Column(this LiveApp app, string sql)
    {
        using var connection = app.OpenDatabase();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        List<string> found = [];
        while (rows.Read())
            found.Add(rows.GetString(0));
        return found;
    }

    private static SqliteConnection OpenDatabase(this LiveApp app)
    {
        var connection = new SqliteConnection($"Data Source={app.DatabaseFile};Pooling=False");
        connection.Open();
        return connection;
    }
}
