using System.Security.Claims;

namespace Components;

/// <summary>What packs know of somebody who is signed in.</summary>
public static class Person
{
    /// <summary>The account's id; null where nobody is signed in.</summary>
    public static string? UserId(this ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true ? user.FindFirstValue(ClaimTypes.NameIdentifier) ?? user.FindFirstValue("sub") : null;

    /// <summary>
    /// The name to show to others: the claim <c>name</c>, else the identity's name. Where that is an e-mail address, only what stands before the <c>@</c>, so that no address becomes public.
    /// </summary>
    public static string DisplayName(this ClaimsPrincipal user)
    {
        var name = user.FindFirstValue("name") ?? user.Identity?.Name ?? "";
        var at = name.IndexOf('@', StringComparison.Ordinal);
        return at > 0 ? name[..at] : name;
    }
}
