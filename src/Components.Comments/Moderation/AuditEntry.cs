using Microsoft.EntityFrameworkCore;

namespace Components.Comments.Moderation;

/// <summary>What a moderator did. Numbers are kept: add at the end.</summary>
public enum ModerationAct
{
    Approve,
    Reject,
    Spam,
    Delete,
    Pin,
    Unpin,
    Edit,
    Ban,
    Unban,
    SetPolicy,
    AddRule,
    RuleOn,
    RuleOff,
    DeleteRule,
}

/// <summary>One thing that a moderator did to one comment, ban, rule or thread, and what is needed to undo it.</summary>
public sealed class AuditEntry
{
    private AuditEntry()
    {
    }

    /// <summary>Time-ordered.</summary>
    public long Id { get; private init; }

    /// <summary>What was done together has the first one's key here, and is undone together.</summary>
    public long Batch { get; private init; }

    public DateTimeOffset At { get; private init; }

    public string ActorKey { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    public ModerationAct Act { get; private init; }

    /// <summary>The key of the comment, ban, rule or thread.</summary>
    public long Target { get; private init; }

    /// <summary>A comment's state before; null: it is about something else.</summary>
    public CommentState? Before { get; private init; }

    /// <summary>A comment's state after.</summary>
    public CommentState? After { get; private init; }

    /// <summary>What undoing needs besides the states, as JSON. It may tell of a person, and is erased when networks are; null: nothing is needed, or it is erased.</summary>
    public string? Snapshot { get; private set; }

    /// <summary>When it was undone; null: it stands.</summary>
    public DateTimeOffset? UndoneAt { get; private set; }

    public string? UndoneBy { get; private set; }

    public static AuditEntry Of(long id, long batch, DateTimeOffset at, Viewer actor, ModerationAct act, long target, CommentState? before = null, CommentState? after = null, string? snapshot = null) => new()
    {
        Id = id,
        Batch = batch,
        At = at,
        ActorKey = actor.Key!,
        ActorName = actor.Name!,
        Act = act,
        Target = target,
        Before = before,
        After = after,
        Snapshot = snapshot,
    };

    public void Undo(DateTimeOffset now, string by) => (UndoneAt, UndoneBy) = (now, by);

    /// <summary>It cannot be undone any more.</summary>
    public void Forget() => Snapshot = null;

    public static void Map(ModelBuilder model) => model.Entity<AuditEntry>(entry =>
    {
        entry.ToTable("comments_audit");
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.ActorKey).HasMaxLength(Author.LongestKey);
        entry.Property(e => e.ActorName).HasMaxLength(Comment.LongestName);
        entry.Property(e => e.UndoneBy).HasMaxLength(Comment.LongestName);
        entry.HasIndex(e => new { e.Batch, e.Id });
        entry.HasIndex(e => new { e.Target, e.Id });
        entry.HasIndex(e => new { e.ActorKey, e.Id });
        entry.HasIndex(e => e.Id, "IX_comments_audit_Snapshot").HasFilter("\"Snapshot\" IS NOT NULL");
    });
}
