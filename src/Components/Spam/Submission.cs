namespace Components.Spam;

/// <summary>
/// What somebody sent, as the rules see it: what was written, how it came, and what the pack knows from its own tables. Null means that it is not known, and rules say
/// nothing about what is not known; so an old submission can be judged again with what was kept of it.
/// </summary>
public sealed record Submission
{
    /// <summary>What was written, as it was typed.</summary>
    public required string Text { get; init; }

    /// <summary>How many links the text has, as the pack would show it.</summary>
    public int LinkCount { get; init; }

    /// <summary>The name that the author gave.</summary>
    public string? Name { get; init; }

    /// <summary>The author's e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The web address that the author gave.</summary>
    public string? Website { get; init; }

    /// <summary>Where it came from, as <see cref="Fragments.PostLimiter.NetworkOf"/> writes it, or a whole address.</summary>
    public string? Network { get; init; }

    /// <summary>Whether the author has an account here.</summary>
    public bool IsMember { get; init; }

    /// <summary>Whether the author has earned trust, by the pack's own measure.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>What became of the proof of work (<see cref="ProofOfWork.Check"/>). Null: none was asked for.</summary>
    public WorkResult? WorkResult { get; init; }

    /// <summary>How long after the first use of the form it was sent (<see cref="WorkCheck.Age"/>).</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>Whether the field that people do not see was filled in (<see cref="Honeypot.IsFilled"/>).</summary>
    public bool HoneypotFilled { get; init; }

    /// <summary>How many earlier submissions of late have the same text (<see cref="SpamText.Fingerprint"/>), by anybody.</summary>
    public int SameTextLately { get; init; }

    /// <summary>How many submissions of this author were rejected, or found to be spam, before.</summary>
    public int RejectedBefore { get; init; }

    /// <summary>How many submissions this author sent of late, without this one.</summary>
    public int PostsLately { get; init; }
}
