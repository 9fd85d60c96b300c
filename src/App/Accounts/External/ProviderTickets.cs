using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace App.Accounts.External;

/// <summary>
/// Protected texts in links. One lets a signed-in person link a provider: a plain address would let any site link its own account there to theirs, and a form's POST may not lead to another
/// site (<c>form-action 'self'</c>). The other proves that somebody opened our mail.
/// </summary>
internal sealed class ProviderTickets(IDataProtectionProvider protection)
{
    private readonly ITimeLimitedDataProtector _links = protection.CreateProtector("Accounts.LinkProvider").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector _joins = protection.CreateProtector("Accounts.Join").ToTimeLimitedDataProtector();

    public string Link(string userId, string provider) => _links.Protect($"{provider} {userId}", TimeSpan.FromHours(1));

    public bool IsLink(string ticket, string userId, string provider) => Read(_links, ticket) == $"{provider} {userId}";

    public string Join(JoinTicket ticket) => _joins.Protect(JsonSerializer.Serialize(ticket), TimeSpan.FromDays(1));

    public JoinTicket? ReadJoin(string? ticket) => Read(_joins, ticket) is { } text ? JsonSerializer.Deserialize<JoinTicket>(text) : null;

    private static string? Read(ITimeLimitedDataProtector protector, string? ticket)
    {
        try
        {
            return ticket is { Length: > 0 and < 4000 } ? protector.Unprotect(ticket) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>That whoever holds it reads the mail of <paramref name="Email"/>. Good only together with a sign-in at the same provider as the same person: else somebody's click would give their address to a stranger.</summary>
internal sealed record JoinTicket(string Provider, string Key, string Email, string Name, string ReturnUrl);
