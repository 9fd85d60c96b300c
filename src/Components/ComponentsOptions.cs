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

    /// <summary>Whether fragments of one page that load at the same moment are loaded by one request. Default false: each by its own.</summary>
    public bool Batch { get; set; }

    /// <summary>How many fragments one such request may ask for; more are answered with 400. 1 to 100, default 20, which is as many as our own script asks for.</summary>
    [Range(1, 100)]
    public int BatchSize { get; set; } = 20;

    /// <summary>
    /// Whether pages have a panel that shows what each fragment costs: time, queries, memory, size, what was cached. Null, the default: in development only. It tells what is nobody's
    /// business but the developer's.
    /// </summary>
    public bool? Overlay { get; set; }

    /// <summary>Whether answers of fragments say what they cost in the header <c>Server-Timing</c>. Null, the default: in development only, since times can tell what an answer does not.</summary>
    public bool? ServerTiming { get; set; }

    /// <summary>
    /// How long a fragment may take to read what it shows, where it is loaded by a request of its own; more is answered with 503. 50 ms to 10 minutes, default 10 seconds; null: as long as it takes. A tag's
    /// <c>Budget</c> counts more.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan? LoadBudget { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The same for a fragment in its page's own response, which else waits for it; more is an error state in the fragment's box. 50 ms to 10 minutes, default null: as long as it takes. A tag's <c>Budget</c>
    /// counts more.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan? InlineBudget { get; set; }

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
