using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Fragments.Overlay;

/// <summary>
/// What one fragment costs, measured in its service scope: the time since its life began, the commands that its contexts sent to the database, and the memory that the process took
/// meanwhile, which on a busy server is others' too. Written as <c>Server-Timing</c> (W3C).
/// </summary>
internal sealed class FragmentCost(TimeProvider clock) : DbCommandInterceptor
{
    private readonly Lock _lock = new();
    private long _start;
    private long _memory;
    private int _queries;
    private TimeSpan _inDatabase;

    /// <summary>That of a scope; null where costs are nobody's business.</summary>
    public static FragmentCost? In(IServiceProvider scope) => scope.GetService<Costs>()?.AreSaid == true ? scope.GetRequiredService<FragmentCost>() : null;

    public void Start() => (_start, _memory) = (clock.GetTimestamp(), GC.GetTotalAllocatedBytes());

    public string Write(FragmentUrl url, int? size = null, string? cache = null)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"total;dur={clock.GetElapsedTime(_start).TotalMilliseconds:0.#}, db;dur={_inDatabase.TotalMilliseconds:0.#};desc=\"{_queries}\", memory;desc=\"{GC.GetTotalAllocatedBytes() - _memory}\", scope;desc=\"{url.Audience.Scope.ToString().ToLowerInvariant()}\"");
        if (size is not null)
            text += string.Create(CultureInfo.InvariantCulture, $", size;desc=\"{size}\"");
        return cache is null ? text : $"{text}, cache;desc=\"{cache}\"";
    }

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result) => Count(eventData, result);

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) =>
        new(Count(eventData, result));

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result) => Count(eventData, result);

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        new(Count(eventData, result));

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result) => Count(eventData, result);

    public override ValueTask<object?> ScalarExecutedAsync(DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default) =>
        new(Count(eventData, result));

    /// <summary>Counts a query that no context sent.</summary>
    public void Count(TimeSpan duration)
    {
        lock (_lock)
        {
            _queries++;
            _inDatabase += duration;
        }
    }

    private T Count<T>(CommandExecutedEventData eventData, T result)
    {
        Count(eventData.Duration);
        return result;
    }
}
