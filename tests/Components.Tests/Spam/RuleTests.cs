using Components.Spam;

namespace Components.Tests.Spam;

public sealed class RuleTests
{
    private static readonly Submission Harmless = new() { Text = "Thank you, that helped.", Network = "192.0.2.7" };

    [Theory]
    [InlineData(RuleKind.Links, 2, 2, null)]
    [InlineData(RuleKind.Links, 2, 5, "It has 5 links; more than 2 are too many.")]
    [InlineData(RuleKind.Links, 0, 1, "It has a link, and may have none.")]
    [InlineData(RuleKind.Rate, 3, 2, null)]
    [InlineData(RuleKind.Rate, 3, 3, "It is number 4 by this author of late; more than 3 are too many.")]
    [InlineData(RuleKind.Rate, 0, 0, "Nobody may post just now.")]
    [InlineData(RuleKind.TooFast, 3, 3, null)]
    [InlineData(RuleKind.TooFast, 3, 2, "It was sent 2 s after the form was first used; people take at least 3 s.")]
    [InlineData(RuleKind.Duplicate, 0, 0, null)]
    [InlineData(RuleKind.Duplicate, 1, 1, "The same text was sent before.")]
    [InlineData(RuleKind.Duplicate, 2, 1, null)]
    [InlineData(RuleKind.Duplicate, 2, 3, "The same text was sent 3 times before.")]
    [InlineData(RuleKind.Offender, 0, 0, null)]
    [InlineData(RuleKind.Offender, 1, 1, "A submission of this author was rejected before.")]
    [InlineData(RuleKind.Offender, 2, 4, "4 submissions of this author were rejected before.")]
    [InlineData(RuleKind.Honeypot, 0, 0, null)]
    [InlineData(RuleKind.Honeypot, 0, 1, "The field that people do not see was filled in.")]
    public void A_rule_says_why(RuleKind kind, int limit, int fact, string? said)
    {
        var submission = kind switch
        {
            RuleKind.Links => Harmless with { LinkCount = fact },
            RuleKind.Rate => Harmless with { PostsLately = fact },
            RuleKind.TooFast => Harmless with { Age = TimeSpan.FromSeconds(fact) },
            RuleKind.Duplicate => Harmless with { SameTextLately = fact },
            RuleKind.Offender => Harmless with { RejectedBefore = fact },
            _ => Harmless with { HoneypotFilled = fact > 0 },
        };
        Assert.Equal(said, Said(SpamRule.From(new() { Id = "r", Kind = kind, Limit = limit }).Judge(submission)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(WorkResult.Done, null)]
    [InlineData(WorkResult.Missing, "The browser did no proof of work.")]
    [InlineData(WorkResult.Wrong, "The proof of work is wrong.")]
    [InlineData(WorkResult.Expired, "The proof of work came too late.")]
    [InlineData(WorkResult.Used, "The proof of work was used before.")]
    [InlineData(WorkResult.ForOther, "The proof of work was made for another form.")]
    public void A_proof_of_work_that_was_asked_for_is_minded(WorkResult? result, string? said) =>
        Assert.Equal(said, Said(SpamRule.From(new() { Id = "r", Kind = RuleKind.NoWork }).Judge(Harmless with { WorkResult = result })));

    [Fact]
    public void Nothing_is_said_about_what_is_not_known()
    {
        var nothing = new Submission { Text = "" };
        Assert.Empty(RuleSet.From(RuleSettings.Defaults).Judge(nothing));
        Assert.Empty(RuleSet.From([new() { Id = "a", Kind = RuleKind.Addresses, Entries = "0.0.0.0/0\n::/0\n@example.com" }]).Judge(nothing));
    }

    [Theory]
    [InlineData(RuleScope.Everybody, true, true, true)]
    [InlineData(RuleScope.Untrusted, true, true, false)]
    [InlineData(RuleScope.Untrusted, true, false, true)]
    [InlineData(RuleScope.Guests, true, false, false)]
    [InlineData(RuleScope.Guests, false, true, false)]
    [InlineData(RuleScope.Guests, false, false, true)]
    public void A_rule_looks_at_those_for_whom_it_is(RuleScope scope, bool isMember, bool isTrusted, bool looks)
    {
        var rule = SpamRule.From(new() { Id = "r", Kind = RuleKind.Links, Scope = scope });
        Assert.Equal(looks, rule.Judge(Harmless with { LinkCount = 9, IsMember = isMember, IsTrusted = isTrusted }) is not null);
    }

    [Fact]
    public void All_rules_that_are_on_are_asked_and_the_strongest_verdict_comes_first()
    {
        var rules = RuleSet.From(
            [
                new() { Id = "links", Kind = RuleKind.Links, Limit = 1 },
                new() { Id = "off", Kind = RuleKind.Links, Verdict = SpamVerdict.Refuse, IsOn = false },
                new() { Id = "honeypot", Kind = RuleKind.Honeypot, Verdict = SpamVerdict.Spam },
                new() { Id = "rate", Kind = RuleKind.Rate, Limit = 1 },
            ],
            new OwnRule());
        var findings = rules.Judge(Harmless with { LinkCount = 2, HoneypotFilled = true, PostsLately = 5 });
        Assert.Equal([("own", SpamVerdict.Refuse), ("honeypot", SpamVerdict.Spam), ("links", SpamVerdict.Hold), ("rate", SpamVerdict.Hold)],
            findings.Select(finding => (finding.Rule, finding.Verdict)));
    }

    [Fact]
    public void A_rule_can_be_tried_on_old_submissions_also_while_it_is_off()
    {
        (int Id, string Text)[] rows = [(1, "cheap pills"), (2, "a good article"), (3, "PILLS!")];
        var rule = SpamRule.From(new() { Id = "words", Kind = RuleKind.Words, Entries = "pills", IsOn = false });
        Assert.Equal([1, 3], rule.Try(rows, row => new Submission { Text = row.Text }).Select(found => found.Item.Id));
    }

    [Fact]
    public void The_defaults_are_of_every_kind_once_and_let_an_ordinary_guest_through()
    {
        Assert.Equal(Enum.GetValues<RuleKind>().Order(), RuleSettings.Defaults.Select(rule => rule.Kind).Order());
        Assert.Equal(RuleSettings.Defaults.Count, RuleSettings.Defaults.Select(rule => rule.Id).Distinct().Count());
        var guest = Harmless with { LinkCount = 2, WorkResult = WorkResult.Done, Age = TimeSpan.FromSeconds(20), Email = "guest@example.com", Website = "https://example.com", PostsLately = 3 };
        Assert.Empty(RuleSet.From(RuleSettings.Defaults).Judge(guest));
    }

    [Fact]
    public void A_kind_that_is_not_known_is_named() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SpamRule.From(new() { Id = "r", Kind = (RuleKind)99 }));

    [Fact]
    public void A_set_is_put_together_anew_only_where_a_rule_has_changed()
    {
        var sets = new RuleSets();
        var first = sets.Of("comments", [Words("one")]);
        Assert.Same(first, sets.Of("comments", [Words("one")]));
        Assert.NotSame(first, sets.Of("contact", [Words("one")]));
        Assert.Same(first, sets.Of("comments", [Words("one")]));
        var submission = new Submission { Text = "one and two" };
        Assert.Single(first.Judge(submission));
        Assert.Equal(2, sets.Of("comments", [Words("one"), Words("two") with { Id = "b" }]).Judge(submission).Count);
        Assert.Empty(sets.Of("comments", [Words("three")]).Judge(submission));
        Assert.Empty(sets.Of("comments", [Words("one") with { IsOn = false }]).Judge(submission));

        static RuleSettings Words(string entries) => new() { Id = "a", Kind = RuleKind.Words, Entries = entries };
    }

    private static string? Said(Finding? finding) =>
        finding is null ? null : string.Format(System.Globalization.CultureInfo.InvariantCulture, finding.Text, [.. finding.Arguments]);

    private sealed class OwnRule() : SpamRule("own", SpamVerdict.Refuse, RuleScope.Everybody)
    {
        protected override Finding? Find(Submission submission) => Say("Mine.");
    }
}
