namespace Components.Spam;

/// <summary>What Akismet thinks.</summary>
public enum AkismetVerdict
{
    /// <summary>It was not asked: the site has no key.</summary>
    Off,

    /// <summary>It is not spam.</summary>
    Ham,

    /// <summary>It is spam.</summary>
    Spam,

    /// <summary>It is spam of the worst kind, and need not be looked at.</summary>
    Discard,

    /// <summary>There is no answer that could be used: too slow, out of order, or the key is wrong.</summary>
    Unavailable,
}

/// <summary>Akismet's verdict among the findings of the rules.</summary>
public static class AkismetFinding
{
    /// <summary>Names Akismet in findings.</summary>
    public const string Rule = "akismet";

    /// <summary>The finding that a verdict amounts to: spam for spam, and a hold where it should have answered and did not. Null for ham, and where it is off.</summary>
    public static Finding? ToFinding(this AkismetVerdict verdict) => verdict switch
    {
        AkismetVerdict.Spam => new Finding(Rule, SpamVerdict.Spam, "Akismet takes it for spam.", []),
        AkismetVerdict.Discard => new Finding(Rule, SpamVerdict.Spam, "Akismet takes it for spam of the worst kind.", []),
        AkismetVerdict.Unavailable => new Finding(Rule, SpamVerdict.Hold, "Akismet could not be asked.", []),
        _ => null,
    };
}
