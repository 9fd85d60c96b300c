using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Testing;

/// <summary>Keeps the SQL that a site runs. Register it as an <see cref="ILoggerProvider"/> and let the category's level be Information.</summary>
public sealed class SqlLog : ILoggerProvider, ILogger
{
    public const string LevelSetting = "Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command";

    private const string Category = "Microsoft.EntityFrameworkCore.Database.Command";
    private const int CommandExecuted = 20101;
    private bool _isCommands;

    public ConcurrentQueue<string> Commands { get; private init; } = [];

    /// <summary>What was read from a table, oldest first.</summary>
    public IReadOnlyList<string> SelectsFrom(string table) =>
        [.. Commands.Where(command => command.StartsWith("SELECT", StringComparison.Ordinal) && command.Contains($"\"{table}\"", StringComparison.Ordinal))];

    public ILogger CreateLogger(string categoryName) => new SqlLog { _isCommands = categoryName == Category, Commands = Commands };

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => _isCommands;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (_isCommands && eventId.Id == CommandExecuted && state is IEnumerable<KeyValuePair<string, object?>> values)
            Commands.Enqueue(values.First(value => value.Key == "commandText").Value!.ToString()!);
    }

    public void Dispose()
    {
    }
}
