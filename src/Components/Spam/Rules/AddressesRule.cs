namespace Components.Spam;

/// <summary>Knows blocked addresses, of people and of networks.</summary>
internal sealed class AddressesRule(RuleSettings settings) : SpamRule(settings.Id, settings.Verdict, settings.Scope)
{
    private readonly (string Entry, AddressPattern Pattern)[] _addresses =
        [.. settings.EntryList.Select(entry => (entry, AddressPattern.Read(entry))).Where(address => address.Item2 is not null).Select(address => (address.entry, address.Item2!))];

    protected override Finding? Find(Submission submission)
    {
        foreach (var (entry, pattern) in _addresses)
            if (pattern.Matches(submission))
                return Say("The address {0} is blocked.", entry);
        return null;
    }
}
