using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Components.Spam;

/// <summary>What Akismet is told of a submission; the more, the better it judges. Tell it the same again with <see cref="Akismet.SubmitSpamAsync"/> and <see cref="Akismet.SubmitHamAsync"/>.</summary>
public sealed record AkismetComment
{
    /// <summary>What was written.</summary>
    public required string Text { get; init; }

    /// <summary>The author's address, or network as <see cref="Fragments.PostLimiter.NetworkOf"/> writes it.</summary>
    public required string Network { get; init; }

    /// <summary>What it is: <c>comment</c>, <c>reply</c>, <c>contact-form</c>, <c>message</c>. Default <c>comment</c>.</summary>
    public string Type { get; init; } = "comment";

    /// <summary>The name that the author gave.</summary>
    public string? Name { get; init; }

    /// <summary>The author's e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The web address that the author gave.</summary>
    public string? Website { get; init; }

    /// <summary>The browser's <c>User-Agent</c>.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The request's <c>Referer</c>.</summary>
    public string? Referrer { get; init; }

    /// <summary>The page under which it was written: a whole address.</summary>
    public string? Permalink { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The language of the page, such as <c>ja</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Why it is asked again, such as <c>edit</c>. Null: it is asked for the first time.</summary>
    public string? RecheckReason { get; init; }

    /// <summary>Whether it is a test, from which Akismet learns nothing.</summary>
    public bool IsTest { get; init; }

    /// <summary>What is known of a submission and the request that brings it. The pack adds what it is and where: <see cref="Type"/>, <see cref="Permalink"/>, <see cref="Language"/>.</summary>
    public static AkismetComment Of(HttpContext http, Submission submission, DateTimeOffset now) => new()
    {
        Text = submission.Text,
        Network = submission.Network ?? "",
        Name = submission.Name,
        Email = submission.Email,
        Website = submission.Website,
        UserAgent = http.Request.Headers.UserAgent,
        Referrer = http.Request.Headers.Referer,
        CreatedAt = now,
    };

    internal IEnumerable<(string Name, string? Value)> Fields =>
    [
        // Of an IPv6 network the address at which it starts.
        ("user_ip", Network.Split('/')[0]),
        ("user_agent", UserAgent),
        ("referrer", Referrer),
        ("permalink", Permalink),
        ("comment_type", Type),
        ("comment_author", Name),
        ("comment_author_email", Email),
        ("comment_author_url", Website),
        ("comment_content", Text),
        ("comment_date_gmt", CreatedAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ("blog_lang", Language),
        ("blog_charset", "UTF-8"),
        ("recheck_reason", RecheckReason),
        ("is_test", IsTest ? "1" : null),
    ];
}
