using Components.Data;
using Components.Fragments;
using Components.Signing;
using Components.Spam;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Components.Contact.Defence;

/// <summary>The rules that messages are judged by: those of the options, and those that are written here.</summary>
[Fragment("contact/rules", Title = "Rules for messages", Scope = UrlScope.User), Authorize(ContactPack.Read), OwnPostLimit]
public sealed class MessageRulesPage(ContactDb db, IOptions<ContactOptions> options, TimeOrderedId ids) : RulesFragment(db, ids)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<RuleSettings> OfOptions => MessageRules.Of(options.Value);

    /// <inheritdoc/>
    protected override string TrialTitle => L["Tried on the last messages"];

    /// <inheritdoc/>
    protected override string TrialResult(int of, int found) => L["Of the last {0} messages this rule would have found {1}.", of, found];

    /// <inheritdoc/>
    protected override string NameOf(RuleKind kind) => kind switch
    {
        RuleKind.Rate => L["Too many messages in an hour"],
        RuleKind.Offender => L["Spam from the same network before"],
        _ => base.NameOf(kind),
    };

    /// <inheritdoc/>
    protected override string NameOf(SpamVerdict verdict) => verdict switch
    {
        SpamVerdict.Hold => L["It is marked as doubtful"],
        SpamVerdict.Spam => L["It is put with the spam"],
        _ => base.NameOf(verdict),
    };

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<TriedItem>> LatestAsync() =>
        [.. (await PastMessages.ReadAsync(db, TriedOn, Aborted)).Select(past => new TriedItem(past.As, SenderOf(past.Message, past.As), past.Message.CreatedAt, StateOf(past.Message), past.Message.Text))];

    private string SenderOf(ContactMessage message, Submission submission) => submission.Name ?? (message.Email.Length > 0 ? message.Email : L["Nobody named"].Value);

    private string StateOf(ContactMessage message) => message.Place switch
    {
        MessagePlace.Spam => L["Taken for spam"],
        MessagePlace.Archive => L["In the archive"],
        _ => message.IsDoubtful ? L["Doubtful"] : L["In the inbox"],
    };
}
