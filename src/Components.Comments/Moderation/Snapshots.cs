using System.Text.Encodings.Web;
using System.Text.Json;
using Components.Spam;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Moderation;

/// <summary>A text before it was edited, and what tells whether it was edited again since.</summary>
internal sealed record EditedText(string Before, long HashAfter);

/// <summary>What a ban was.</summary>
internal sealed record LiftedBan(BanKind Kind, string Value, string Name, string Reason, DateTimeOffset? Until);

/// <summary>What a thread's policy was.</summary>
internal sealed record EarlierPolicy(HoldPolicy? Hold, ThreadAccess? Access, int? CloseAfterDays);

/// <summary>What undoing needs, as JSON, and how that is done for what is not a comment.</summary>
internal static class Snapshots
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write<T>(T snapshot) => JsonSerializer.Serialize(snapshot, Json);

    public static T? Read<T>(string? snapshot) where T : class => snapshot is null ? null : JsonSerializer.Deserialize<T>(snapshot, Json);

    /// <returns>False where it is not as the act left it any more.</returns>
    public static async Task<bool> TryUndoAsync(CommentsDb db, AuditEntry entry, CancellationToken cancellation) => entry.Act switch
    {
        ModerationAct.Ban => await db.Bans.Where(ban => ban.Id == entry.Target).ExecuteDeleteAsync(cancellation) > 0,
        ModerationAct.Unban => await RestoreBanAsync(db, entry, cancellation),
        ModerationAct.SetPolicy => await RestorePolicyAsync(db, entry, cancellation),
        ModerationAct.AddRule => await db.Rules.Where(rule => rule.Id == entry.Target).ExecuteDeleteAsync(cancellation) > 0,
        ModerationAct.RuleOn or ModerationAct.RuleOff => await SwitchBackAsync(db, entry, cancellation),
        ModerationAct.DeleteRule => await RestoreRuleAsync(db, entry, cancellation),
        _ => false,
    };

    private static async Task<bool> RestoreBanAsync(CommentsDb db, AuditEntry entry, CancellationToken cancellation)
    {
        if (Read<LiftedBan>(entry.Snapshot) is not { } was || await db.Bans.AnyAsync(ban => ban.Id == entry.Target, cancellation))
            return false;
        db.Add(Ban.Of(entry.Target, was.Kind, was.Value, was.Name, was.Reason, was.Until));
        return true;
    }

    private static async Task<bool> RestorePolicyAsync(CommentsDb db, AuditEntry entry, CancellationToken cancellation)
    {
        if (Read<EarlierPolicy>(entry.Snapshot) is not { } was || await db.Threads.SingleOrDefaultAsync(thread => thread.Id == entry.Target, cancellation) is not { } thread)
            return false;
        thread.SetPolicy(was.Hold, was.Access, was.CloseAfterDays);
        return true;
    }

    private static async Task<bool> SwitchBackAsync(CommentsDb db, AuditEntry entry, CancellationToken cancellation)
    {
        var isOn = entry.Act == ModerationAct.RuleOn;
        if (await db.Rules.SingleOrDefaultAsync(rule => rule.Id == entry.Target && rule.IsOn == isOn, cancellation) is not { } rule)
            return false;
        rule.Switch(!isOn);
        return true;
    }

    private static async Task<bool> RestoreRuleAsync(CommentsDb db, AuditEntry entry, CancellationToken cancellation)
    {
        if (Read<RuleSettings>(entry.Snapshot) is not { } was || await db.Rules.AnyAsync(rule => rule.Id == entry.Target, cancellation))
            return false;
        db.Add(WrittenRule.Write(entry.Target, was));
        return true;
    }
}
