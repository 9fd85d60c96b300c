namespace Components.Signing;

/// <summary>What <see cref="UrlSigner.Verify"/> found.</summary>
public enum Verdict
{
    /// <summary>This site wrote this URL, and it is good now.</summary>
    Valid,

    /// <summary>It was right once: it has expired, or its key is retired (410).</summary>
    Stale,

    /// <summary>It was never right (403).</summary>
    Invalid,
}
