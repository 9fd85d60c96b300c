namespace Components.Spam;

/// <summary>Minds a proof of work that was asked for and is not there, or not right.</summary>
internal sealed class NoWorkRule(RuleSettings settings) : SpamRule(settings.Id, settings.Verdict, settings.Scope)
{
    protected override Finding? Find(Submission submission) => submission.WorkResult switch
    {
        null or WorkResult.Done => null,
        WorkResult.Missing => Say("The browser did no proof of work."),
        WorkResult.Expired => Say("The proof of work came too late."),
        WorkResult.Used => Say("The proof of work was used before."),
        WorkResult.ForOther => Say("The proof of work was made for another form."),
        _ => Say("The proof of work is wrong."),
    };
}
