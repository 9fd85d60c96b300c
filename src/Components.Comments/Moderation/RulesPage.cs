using Components.Data;
using Components.Fragments;
using Components.Signing;
using Components.Spam;
using Microsoft.AspNetCore.Authorization;

namespace Components.Comments.Moderation;

/// <summary>The rules that comments are judged by: those of the options, and those of moderators. What is done with the latter is in the audit log.</summary>
[Fragment("comments/rules", Title = "Rules for comments", Scope = UrlScope.User), Authorize(CommentsPack.Moderate), OwnPostLimit]
public sealed class RulesPage(CommentServices services, TimeOrderedId ids) : RulesFragment(services.Db, ids)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<RuleSettings> OfOptions => CommentRules.Of(services.Options);

    /// <inheritdoc/>
    protected override string TrialTitle => L["Tried on the last comments"];

    /// <inheritdoc/>
    protected override string TrialResult(int of, int found) => L["Of the last {0} comments this rule would have found {1}.", of, found];

    /// <inheritdoc/>
    protected override string NameOf(RuleKind kind) => kind == RuleKind.Rate ? L["Too many comments in ten minutes"] : base.NameOf(kind);

    /// <inheritdoc/>
    protected override string NameOf(SpamVerdict verdict) => verdict == SpamVerdict.Hold ? L["It waits for a moderator"] : base.NameOf(verdict);

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<TriedItem>> LatestAsync() =>
        [.. (await PastComments.ReadAsync(services.Db, services.Markdown, TriedOn, Aborted)).Select(past => new TriedItem(past.As, past.Comment.AuthorName, past.Comment.CreatedAt, L[ActTexts.NameOf(past.Comment.State)]))];

    /// <inheritdoc/>
    protected override async Task<int> ChangeAsync(RuleAct act, Func<Task<RuleChange?>> change)
    {
        var moderator = await services.Viewers.OfAsync(Http);
        return (await services.Desk.RecordAsync(moderator, ActOf(act), RecordAsync, Aborted)).Done;

        async Task<(long, string?)?> RecordAsync(CommentsDb _) =>
            await change() is { } changed ? (changed.Rule, changed.Deleted is { } deleted ? Snapshots.Write(deleted) : null) : null;
    }

    private static ModerationAct ActOf(RuleAct act) => act switch
    {
        RuleAct.Add => ModerationAct.AddRule,
        RuleAct.SwitchOn => ModerationAct.RuleOn,
        RuleAct.SwitchOff => ModerationAct.RuleOff,
        _ => ModerationAct.DeleteRule,
    };
}
