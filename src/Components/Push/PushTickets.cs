using System.Diagnostics.CodeAnalysis;
using Components.Fragments;
using Components.Signing;
using Microsoft.AspNetCore.Http;

namespace Components.Push;

/// <summary>
/// The right to hear of one tag: <c>{escaped tag}~{signature}</c>, signed for whom the fragment's own URL is signed for, so that nobody listens to what they were not shown, and for the site
/// on whose page that stands: it is good on no other's. Has no spaces, so that an attribute holds several.
/// </summary>
internal sealed class PushTickets(UrlSigner signer, FragmentUrls urls)
{
    public const int LongestTag = 300;

    // No fragment has such an id, and no handler such a name.
    private const string Id = "_events";
    private const string Purpose = "_listen";
    private const char Mark = '~';

    /// <param name="tag">What may be heard of.</param>
    /// <param name="audience">By whom.</param>
    /// <param name="origin">On whose pages; empty: on this site's own.</param>
    /// <exception cref="ArgumentException">The tag is empty or too long.</exception>
    public string Write(string tag, Audience audience, string origin)
    {
        if (tag.Length is 0 or > LongestTag)
            throw new ArgumentException($"'{tag}' cannot be a tag: it must have 1 to {LongestTag} characters.", nameof(tag));
        // Not '~', which escaping leaves as it is.
        var escaped = Uri.EscapeDataString(tag).Replace("~", "%7E", StringComparison.Ordinal);
        return $"{escaped}{Mark}{signer.Sign(ClaimOf(escaped, audience.Scope, audience.Subject, audience.Expiry, origin))}";
    }

    public Verdict Read(HttpContext http, string ticket, string origin, [NotNullIfNotNull(nameof(ticket))] out string? tag, out long? expiry)
    {
        (tag, expiry) = ("", null);
        var mark = ticket.IndexOf(Mark, StringComparison.Ordinal);
        if (mark <= 0 || !UrlSigner.TryRead(ticket.AsSpan(mark + 1), out var stated) || urls.SubjectOf(http, stated.Scope) is not { } subject)
            return Verdict.Invalid;
        (tag, expiry) = (Uri.UnescapeDataString(ticket[..mark]), stated.Expiry);
        return signer.Verify(ClaimOf(ticket.AsSpan(0, mark), stated.Scope, subject, expiry, origin), stated);
    }

    private static Claim ClaimOf(ReadOnlySpan<char> tag, UrlScope scope, ReadOnlySpan<char> subject, long? expiry, string origin) =>
        new(Id, Purpose, scope, subject, expiry, tag, HostPage: "", Origin: origin);
}
