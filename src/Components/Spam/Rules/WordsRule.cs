namespace Components.Spam;

/// <summary>Finds blocked words in all that an author wrote.</summary>
internal sealed class WordsRule(RuleSettings settings) : SpamRule(settings.Id, settings.Verdict, settings.Scope)
{
    private readonly (string Entry, WordPattern Pattern)[] _words =
        [.. settings.EntryList.Select(entry => (entry, WordPattern.Read(entry))).Where(word => word.Item2 is not null).Select(word => (word.entry, word.Item2!))];

    protected override Finding? Find(Submission submission)
    {
        if (_words.Length == 0)
            return null;
        var written = WordPattern.Spaced(SpamText.Fold(string.Join('\n', submission.Text, submission.Name, submission.Email, submission.Website)));
        foreach (var (entry, pattern) in _words)
            if (pattern.IsIn(written))
                return Say("It contains the blocked word “{0}”.", entry);
        return null;
    }
}
