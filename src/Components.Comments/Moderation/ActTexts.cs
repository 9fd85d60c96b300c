using System.ComponentModel.DataAnnotations;

namespace Components.Comments.Moderation;

/// <summary>What acts are called: keys of the pack's texts.</summary>
internal static class ActTexts
{
    public static string NameOf(ModerationAct act) => act switch
    {
        ModerationAct.Approve => "Approve",
        ModerationAct.Reject => "Reject",
        ModerationAct.Spam => "Spam",
        ModerationAct.Delete => "Delete",
        ModerationAct.Pin => "Pin",
        ModerationAct.Unpin => "Unpin",
        ModerationAct.Edit => "Edit",
        ModerationAct.Ban => "Ban",
        ModerationAct.Unban => "Lift the ban",
        ModerationAct.SetPolicy => "Set the policy of a thread",
        ModerationAct.AddRule => "Add a rule",
        ModerationAct.RuleOn => "Switch a rule on",
        ModerationAct.RuleOff => "Switch a rule off",
        _ => "Delete a rule",
    };

    /// <summary>With a place for how many.</summary>
    public static string DoneOf(ModerationAct act) => act switch
    {
        ModerationAct.Approve => "Approved: {0}",
        ModerationAct.Reject => "Rejected: {0}",
        ModerationAct.Spam => "Marked as spam: {0}",
        ModerationAct.Delete => "Deleted: {0}",
        ModerationAct.Pin => "Pinned: {0}",
        ModerationAct.Unpin => "No longer pinned: {0}",
        ModerationAct.Edit => "Edited: {0}",
        ModerationAct.Ban => "Banned: {0}",
        ModerationAct.Unban => "Bans lifted: {0}",
        ModerationAct.SetPolicy => "Policies set: {0}",
        ModerationAct.AddRule => "Rules added: {0}",
        ModerationAct.RuleOn => "Rules switched on: {0}",
        ModerationAct.RuleOff => "Rules switched off: {0}",
        _ => "Rules deleted: {0}",
    };

    public static string NameOf(CommentState state) => state switch
    {
        CommentState.Pending => "Pending",
        CommentState.Approved => "Approved",
        CommentState.Rejected => "Rejected",
        CommentState.Spam => "Spam",
        _ => "Deleted",
    };
}

/// <summary>What is posted to decide about one comment.</summary>
public sealed class Decision
{
    /// <summary>What is done.</summary>
    [Required] public ModerationAct? Act { get; set; }
}

/// <summary>What is posted to undo.</summary>
public sealed class UndoneAct
{
    /// <summary>See <see cref="AuditEntry.Batch"/>.</summary>
    public long Batch { get; set; }
}
