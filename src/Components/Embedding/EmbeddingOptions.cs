using System.ComponentModel.DataAnnotations;

namespace Components.Embedding;

/// <summary>How other sites' pages are served. Bound from the section <c>Embedding</c>.</summary>
public sealed class EmbeddingOptions
{
    /// <summary>How many times a minute one network (an IPv4 address, an IPv6 /64) may have tags signed, a page at a time; more is answered with 429. 1 to 100,000, default 60.</summary>
    [Range(1, 100_000)]
    public int PagesPerMinute { get; set; } = 60;

    /// <summary>The same for all visitors of one site together. 1 to 10,000,000, default 6,000.</summary>
    [Range(1, 10_000_000)]
    public int PagesPerMinuteOfSite { get; set; } = 6_000;

    /// <summary>The shortest <c>every</c> that a tag on another site's page may ask for, since all of its readers ask so often. 1 second to 1 hour, default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ShortestEvery { get; set; } = TimeSpan.FromSeconds(10);
}
