using System.ComponentModel.DataAnnotations;
using Components;
using Microsoft.AspNetCore.Identity;

namespace App.Accounts;

/// <summary>Somebody with an account. People sign in by e-mail address; others see the display name.</summary>
internal sealed class Account : IdentityUser
{
    public const int LongestName = 60;

    [MaxLength(LongestName)]
    public string DisplayName { get; set; } = "";

    /// <summary>What makes the display name theirs alone (<see cref="PersonName.KeyOf"/>). Null until the address is confirmed: else a name could be kept from others by registering and never finishing.</summary>
    public string? NameKey { get; private set; }

    /// <summary>Takes the display name, or lets go of it.</summary>
    public void HoldName() => NameKey = EmailConfirmed ? PersonName.KeyOf(DisplayName) : null;
}

/// <summary>The right to make the first administrator: a random token, kept as its hash, good once.</summary>
internal sealed class SetupToken
{
    [MaxLength(64)]
    public string Id { get; init; } = "";

    public DateTimeOffset ExpiresAt { get; init; }
}
