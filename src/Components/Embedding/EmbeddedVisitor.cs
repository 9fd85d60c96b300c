using System.Buffers.Text;
using Microsoft.AspNetCore.Http;

namespace Components.Embedding;

/// <summary>
/// Who asks from a page of another site. There are no cookies there: the browser keeps a token for that site, and sends it in the header <c>Component-Visitor</c>. A member of this site who
/// signed in there is <see cref="HttpContext.User"/>, without roles; the others are known by this.
/// </summary>
public sealed class EmbeddedVisitor
{
    private const int ShortestGuestToken = 43;
    private const int LongestGuestToken = 64;

    internal EmbeddedVisitor(string origin, SiteVisitor? person, string? guestToken) => (Origin, Person, GuestToken) = (origin, person, guestToken);

    /// <summary>The origin of the page, such as <c>https://blog.example</c>: a registered one.</summary>
    public string Origin { get; }

    /// <summary>For whom that site vouches (single sign-on); null: for nobody.</summary>
    public SiteVisitor? Person { get; }

    /// <summary>The guest's capability that came with the request: base64url of 43 to 64 characters, at least 256 bits of it random. Whoever has it is the guest, so keep only a hash. Null: this browser has none for that site.</summary>
    public string? GuestToken { get; }

    /// <summary>What the answer brings in its place; null: nothing new.</summary>
    internal string? NewGuestToken { get; private set; }

    /// <summary>Who asks from a page of another site; null for a request of this site's own pages.</summary>
    public static EmbeddedVisitor? Of(HttpContext http) => http.Features.Get<EmbeddedVisitor>();

    /// <summary>Gives the browser a guest's capability, which it sends from then on. It comes in the answer's header.</summary>
    /// <param name="token">Base64url of 43 to 64 characters, without padding, at least 256 bits of it random.</param>
    /// <exception cref="ArgumentException">It is not such a text.</exception>
    public void KeepGuest(string token)
    {
        if (!IsGuestToken(token))
            throw new ArgumentException($"A guest's capability is {ShortestGuestToken} to {LongestGuestToken} characters of base64url.", nameof(token));
        NewGuestToken = token == GuestToken ? null : token;
    }

    internal static bool IsGuestToken(string text) => text.Length is >= ShortestGuestToken and <= LongestGuestToken && Base64Url.IsValid(text, out var bytes) && bytes == text.Length * 6 / 8;
}

/// <summary>A person for whom a registered site vouches. Nobody here has seen an address or a password of theirs.</summary>
/// <param name="SiteId">The registered site's id here.</param>
/// <param name="SiteName">What administrators call the site.</param>
/// <param name="Id">The site's own id for the person, 1 to 100 characters.</param>
/// <param name="Name">As it is shown; cleaned by <see cref="PersonName.Clean"/>. Members' names are not kept from it: show it apart from theirs.</param>
/// <param name="Email">The address, never shown; null: the site gave none.</param>
public sealed record SiteVisitor(long SiteId, string SiteName, string Id, string Name, string? Email);
