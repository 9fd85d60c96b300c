using System.ComponentModel.DataAnnotations;

namespace Components;

/// <summary>How the engine behaves. Bound from the section <c>Components</c>.</summary>
public sealed class ComponentsOptions
{
    /// <summary>How long URLs in the scopes <c>session</c> and <c>user</c> are good. 1 minute to 30 days, default 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan SignatureLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How large a posted form may be, in bytes; more is answered with 413. 1,000 to 100,000,000, default 262,144.</summary>
    [Range(1_000, 100_000_000)]
    public long MaxFormBytes { get; set; } = 262_144;

    /// <summary>
    /// How many posts a minute one account, or one network where nobody is signed in (an IPv4 address, an IPv6 /64), may send; more are answered with 429. 1 to 100,000, default 20.
    /// </summary>
    [Range(1, 100_000)]
    public int PostsPerMinute { get; set; } = 20;

    /// <summary>Where somebody who must sign in is sent, with the host page as <c>returnUrl</c>. A local path. Default <c>/account/sign-in</c>.</summary>
    [Required, RegularExpression("^/[^/\\\\].*")]
    public string SignInPath { get; set; } = "/account/sign-in";

    /// <summary>
    /// Where a member lets a page of another site know them, with its <c>origin</c>: opened as a pop-up by a link in an embedded fragment. A local path. Default <c>/account/embedded</c>.
    /// </summary>
    [Required, RegularExpression("^/[^/\\\\].*")]
    public string EmbeddedSignInPath { get; set; } = "/account/embedded";

    /// <summary>
    /// How long somebody who signed in on a page of another site is known there without doing anything. While they do, it is renewed, for 12 hours at most. 5 minutes to 12 hours, default 1
    /// hour. Also for those for whom that site vouches.
    /// </summary>
    [Range(typeof(TimeSpan), "00:05:00", "12:00:00")]
    public TimeSpan VisitorTokenLifetime { get; set; } = TimeSpan.FromHours(1);
}
