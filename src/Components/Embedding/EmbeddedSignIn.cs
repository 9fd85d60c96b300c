using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Components.Embedding;

/// <summary>For the page on which a member lets a page of another site know them: whether that is a registered site, and the token for it. Scoped.</summary>
public sealed class EmbeddedSignIn(IServiceProvider services)
{
    /// <summary>What administrators call the site of an origin; null where it is not registered, or switched off.</summary>
    /// <param name="origin">As browsers write it, letter by letter.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<string?> NameOfAsync(string? origin, CancellationToken cancellation) =>
        origin is not null && await services.GetRequiredService<EmbeddingSites>().FindAsync(origin, cancellation) is { IsOn: true } site ? site.Name : null;

    /// <summary>
    /// A token by which pages of that origin, and of no other, act as this member where visitors may: for <see cref="ComponentsOptions.VisitorTokenLifetime"/>, renewed while it is used, for 12
    /// hours at most. Call it only after the member has said so by a form of this site.
    /// </summary>
    /// <returns>What the browser sends in <c>Component-Visitor</c>; null where nobody is signed in, the account may not be used, or the site is not registered or switched off.</returns>
    public async Task<string?> IssueAsync(ClaimsPrincipal user, string? origin, CancellationToken cancellation)
    {
        if (user.UserId() is not { } id || await NameOfAsync(origin, cancellation) is null)
            return null;
        if (await services.GetRequiredService<IMembers>().FindAsync(id, cancellation) is not { } member)
            return null;
        var life = services.GetRequiredService<IOptions<ComponentsOptions>>().Value.VisitorTokenLifetime;
        return services.GetRequiredService<VisitorTokens>().Write(VisitorToken.For(member, services.GetRequiredService<TimeProvider>().GetUtcNow(), life), origin!);
    }
}
