using System.Text.Json.Serialization;

namespace Components.Signing;

/// <summary>One key of the ring.</summary>
/// <param name="Id">Names the key in signatures: lower-case letters and digits, no dots.</param>
/// <param name="Secret">32 random bytes.</param>
/// <param name="CreatedAt">When the key was made; the newest key that is not retired signs.</param>
/// <param name="RetiredAt">When the key stopped to be accepted; null while it verifies.</param>
public sealed record SigningKey(string Id, byte[] Secret, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt)
{
    /// <summary>Whether signatures of this key are answered with 410 instead of being accepted.</summary>
    [JsonIgnore]
    public bool IsRetired => RetiredAt is not null;
}
