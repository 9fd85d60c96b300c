using Components.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Components.Webhooks;

/// <summary>Lets a pack's context write calls in its own transaction.</summary>
public static class CallModel
{
    /// <summary>The name of the table.</summary>
    public const string Table = "webhooks_calls";

    /// <summary>Maps the calls. Their table is made by the core, not by the pack's migrations.</summary>
    public static void MapCalls(this ModelBuilder model) => MapCalls(model, isOwner: false);

    internal static void MapCalls(ModelBuilder model, bool isOwner) => model.Entity<OutboxCall>(call =>
    {
        call.ToTable(Table, table =>
        {
            if (!isOwner)
                table.ExcludeFromMigrations();
        });
        call.Property(c => c.Id).ValueGeneratedNever();
        call.Property(c => c.Url).HasMaxLength(OutboxCall.LongestUrl);
        call.Property(c => c.Target).HasMaxLength(OutboxCall.LongestUrl);
        call.Property(c => c.Key).HasMaxLength(OutboxCall.LongestName);
        call.Property(c => c.Event).HasMaxLength(OutboxCall.LongestName);
        call.Property(c => c.LastError).HasMaxLength(OutboxItem.LongestError);
        call.Ignore(c => c.PublicId);
        call.HasIndex(c => new { c.SentAt, c.GivenUpAt, c.NextAttemptAt });
    });
}
