namespace Components.Signing;

/// <summary>For whom a signed URL is good.</summary>
public enum UrlScope
{
    /// <summary>Everybody. The URL is the same for all and never expires, so that answers can be cached in common.</summary>
    Public,

    /// <summary>One browser session, known by a cookie. Expires.</summary>
    Session,

    /// <summary>The person who is signed in. Expires.</summary>
    User,
}
