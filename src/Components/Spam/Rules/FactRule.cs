namespace Components.Spam;

/// <summary>The rules that compare one fact with a number.</summary>
internal sealed class FactRule(RuleSettings settings) : SpamRule(settings.Id, settings.Verdict, settings.Scope)
{
    protected override Finding? Find(Submission submission) => settings.Kind switch
    {
        RuleKind.Honeypot => submission.HoneypotFilled ? Say("The field that people do not see was filled in.") : null,
        RuleKind.Links => Links(submission.LinkCount),
        RuleKind.Rate => Rate(submission.PostsLately + 1),
        RuleKind.TooFast => TooFast(submission.Age),
        RuleKind.Duplicate => Duplicate(submission.SameTextLately),
        _ => Offender(submission.RejectedBefore),
    };

    private Finding? Links(int links)
    {
        if (links <= settings.Limit)
            return null;
        return links == 1 ? Say("It has a link, and may have none.") : Say("It has {0} links; more than {1} are too many.", links, settings.Limit);
    }

    private Finding? Rate(int posts)
    {
        if (posts <= settings.Limit)
            return null;
        return posts == 1 ? Say("Nobody may post just now.") : Say("It is number {0} by this author of late; more than {1} are too many.", posts, settings.Limit);
    }

    private Finding? TooFast(TimeSpan? age) =>
        age < TimeSpan.FromSeconds(settings.Limit) ? Say("It was sent {0} s after the form was first used; people take at least {1} s.", (int)age.Value.TotalSeconds, settings.Limit) : null;

    private Finding? Duplicate(int same)
    {
        if (same < Math.Max(1, settings.Limit))
            return null;
        return same == 1 ? Say("The same text was sent before.") : Say("The same text was sent {0} times before.", same);
    }

    private Finding? Offender(int rejected)
    {
        if (rejected < Math.Max(1, settings.Limit))
            return null;
        return rejected == 1 ? Say("A submission of this author was rejected before.") : Say("{0} submissions of this author were rejected before.", rejected);
    }
}
