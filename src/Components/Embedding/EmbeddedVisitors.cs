using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Components.Embedding;

/// <summary>
/// Tells who sends a request from a page of another site: by the header <see cref="Header"/>, and by nothing else. The header is a list of at most two: somebody who is known by name
/// (<see cref="VisitorTokens"/>), and the guest that this browser is while nobody is signed in (<c>g1.{capability}</c>). What is not good is as if it were not there.
/// </summary>
internal sealed class EmbeddedVisitors(VisitorTokens tokens, IOptions<ComponentsOptions> options, TimeProvider clock)
{
    public const string Header = "Component-Visitor";

    private const string GuestMark = "g1.";
    private const int LongestHeader = VisitorTokens.LongestText + 100;
    private const string Scheme = "component-visitor";

    /// <summary>Sets <see cref="HttpContext.User"/> and <see cref="EmbeddedVisitor"/>. From then on the request has no cookies, whatever the browser sent.</summary>
    /// <param name="http">A request whose origin was verified.</param>
    /// <param name="site">The site of that origin; it is on.</param>
    public async Task RecogniseAsync(HttpContext http, EmbeddingSite site)
    {
        RemoveCookies(http);
        var (text, guest) = Read(http.Request.Headers[Header].ToString());
        var token = text is null ? null : tokens.Read(text, site.Origin);
        var member = token?.Stamp is null ? null : await FindAsync(http, token);
        var isVouched = token?.SiteId is not null && token.IsOf(site);
        http.User = member is null ? new ClaimsPrincipal(new ClaimsIdentity()) : PrincipalOf(member);
        var visitor = new EmbeddedVisitor(site.Origin, isVouched ? new SiteVisitor(site.Id, site.Name, token!.Id, token.Name!, token.Email) : null, guest);
        http.Features.Set(visitor);
        var known = member is not null || isVouched ? token : null;
        http.Response.OnStarting(() => AnswerAsync(http, visitor, known, text));
    }

    public static string WriteGuest(string capability) => GuestMark + capability;

    private static (string? Text, string? Guest) Read(string header)
    {
        if (header.Length is 0 or > LongestHeader)
            return (null, null);
        var parts = header.Split(',', 3, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var guest = Array.Find(parts, part => part.StartsWith(GuestMark, StringComparison.Ordinal))?[GuestMark.Length..];
        return (Array.Find(parts, part => !part.StartsWith(GuestMark, StringComparison.Ordinal)), guest is not null && EmbeddedVisitor.IsGuestToken(guest) ? guest : null);
    }

    // One row by its key: cheap enough to ask each time, so that a lock-out holds at once.
    private static async Task<Member?> FindAsync(HttpContext http, VisitorToken token) =>
        await http.RequestServices.GetRequiredService<IMembers>().FindAsync(token.Id, http.RequestAborted) is { } member && token.IsOf(member) ? member : null;

    // No roles: what a moderator may do is done on this site, not in a page of somebody else's.
    private static ClaimsPrincipal PrincipalOf(Member member) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, member.Id), new Claim("name", member.Name)], Scheme));

    private static void RemoveCookies(HttpContext http)
    {
        http.Request.Headers.Remove("Cookie");
        http.Features.Set<IRequestCookiesFeature>(new RequestCookiesFeature(http.Features));
    }

    private Task AnswerAsync(HttpContext http, EmbeddedVisitor visitor, VisitorToken? known, string? text)
    {
        var renewed = known?.Renew(clock.GetUtcNow(), options.Value.VisitorTokenLifetime);
        if (renewed is null && visitor.NewGuestToken is null)
            return Task.CompletedTask;
        var person = renewed is null ? (known is null ? null : text) : tokens.Write(renewed, visitor.Origin);
        var guest = (visitor.NewGuestToken ?? visitor.GuestToken) is { } capability ? WriteGuest(capability) : null;
        http.Response.Headers[Header] = string.Join(", ", new[] { person, guest }.Where(part => part is not null));
        // A browser's cache would bring the old token back.
        http.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
