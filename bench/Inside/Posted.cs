using Components.Data;

namespace Inside;

/// <summary>How many comments everybody sees in a thread.</summary>
internal static class Posted
{
    /// <summary>Prints what the thread itself counts.</summary>
    public static async Task CountAsync(IDatabase database, string subject)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Count" FROM comments_threads WHERE "Subject" = @subject""";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@subject", subject);
        command.Parameters.Add(parameter);
        Console.Write(await command.ExecuteScalarAsync() ?? 0);
    }
}
