using Components.Contact.Forms;
using Components.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Components.Contact.Inbox.Erasing;

/// <summary>Erases, each hour, the messages that have been kept as long as their form says, and from where messages came. Each look is along an index, in small batches.</summary>
internal sealed partial class MessageRetention(IServiceScopeFactory scopes, FormStore forms, IOptions<ContactOptions> options, TimeProvider clock, ILogger<MessageRetention> logger) : Sweep(Pause, clock, logger)
{
    private const int BatchSize = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Erases what is due.</summary>
    /// <returns>How many messages, and how many networks.</returns>
    public async Task<(int Messages, int Networks)> SweepAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactDb>();
        var eraser = scope.ServiceProvider.GetRequiredService<MessageEraser>();
        var messages = 0;
        foreach (var form in await InboxRow.FormsAsync(db, int.MaxValue, cancellation))
            if (await KeepDaysAsync(form, db, cancellation) is { } days)
            {
                var due = Before(days);
                messages += await eraser.EraseAsync(db.Messages.Where(message => message.Form == form && message.Id < due), cancellation);
            }
        return (messages, await ForgetNetworksAsync(db, Before(options.Value.KeepNetworkDays), cancellation));
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var (messages, networks) = await SweepAsync(cancellation);
        if (messages + networks > 0)
            Log.Erased(Logger, messages, networks);
    }

    private long Before(int days) => TimeOrderedId.At(Clock.GetUtcNow() - TimeSpan.FromDays(days));

    // A form that is gone, or was never right, keeps its messages as the site says.
    private async Task<int?> KeepDaysAsync(string form, ContactDb db, CancellationToken cancellation) =>
        (await forms.FindAsync(form, db, cancellation))?.Form?.KeepDays ?? options.Value.KeepDays;

    private static async Task<int> ForgetNetworksAsync(ContactDb db, long due, CancellationToken cancellation)
    {
        var forgotten = 0;
        while (await db.Messages.Where(message => message.Network != null && message.Id < due).OrderBy(message => message.Id).Select(message => message.Id).Take(BatchSize).ToListAsync(cancellation) is { Count: > 0 } ids)
            forgotten += await db.WriteAsync(() => db.Messages.Where(message => ids.Contains(message.Id)).ExecuteUpdateAsync(set => set.SetProperty(message => message.Network, (string?)null), cancellation), cancellation);
        return forgotten;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Erased what was kept long enough: {Messages} messages, and from where {Networks} came")]
        public static partial void Erased(ILogger logger, int messages, int networks);
    }
}
