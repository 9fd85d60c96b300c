using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Components.Embedding;

/// <summary>Why a pass is not taken: a status, and words for whoever wrote the site's code.</summary>
internal sealed record PassProblem(int Status, string Text);

/// <summary>
/// A registered site's word for who its visitor is: <c>v1.{JSON in base64url}.{mac}</c>, the MAC being HMAC-SHA-256 over all that stands before its dot, with the site's key as text.
/// The JSON: <c>id</c>, <c>name</c>, <c>email</c> (may be left out), <c>exp</c> (Unix seconds).
/// </summary>
internal sealed record VisitorPass
{
    public const int LongestText = 4_000;
    public const int LongestId = 100;
    public const int LongestEmail = 254;

    /// <summary>A pass stands in a page for others to copy, so it is short-lived.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    // Two servers' clocks are never quite the same.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.Strict };

    /// <summary>The site's own id for the visitor.</summary>
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Email { get; init; }

    /// <summary>Unix seconds.</summary>
    public long Exp { get; init; }

    /// <returns>The pass, or what is wrong with it: 400 for one that nobody could take, 403 for one that this site did not sign, 410 for one that has expired.</returns>
    public static (VisitorPass? Pass, PassProblem? Problem) Read(string text, string secret, DateTimeOffset now)
    {
        if (text.Split('.') is not ["v1", var json, var mac])
            return Wrong("A pass has the form v1.{base64url(json)}.{base64url(hmac-sha256)}.");
        var right = Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v1.{json}")));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(right), Encoding.UTF8.GetBytes(mac.TrimEnd('='))))
            return (null, new PassProblem(403, "The pass is not signed with the key of the site that sends it."));
        return Parse(json) is not { } pass ? Wrong("The pass holds no JSON object with the texts \"id\" and \"name\", and the number \"exp\".") : pass.Check(now);
    }

    private (VisitorPass?, PassProblem?) Check(DateTimeOffset now)
    {
        if (Id is not { Length: > 0 and <= LongestId } || Id.Any(char.IsControl))
            return Wrong($"\"id\" must be a text of 1 to {LongestId} characters, without control characters.");
        if (Name is not { Length: > 0 and <= PersonName.Longest } || NameOf(Name).Length == 0)
            return Wrong($"\"name\" must be a text of 1 to {PersonName.Longest} characters that can be read.");
        if (Email is { Length: > LongestEmail } || Email?.Any(char.IsControl) == true)
            return Wrong($"\"email\" must have at most {LongestEmail} characters.");
        var second = now.ToUnixTimeSeconds();
        if (Exp > second + (long)(Longest + ClockSkew).TotalSeconds)
            return Wrong($"\"exp\" must be at most {Longest.TotalMinutes:0} minutes ahead, in Unix seconds.");
        return Exp <= second
            ? (null, new PassProblem(410, "The pass has expired. Write a new one with each page."))
            : (this with { Name = NameOf(Name), Email = string.IsNullOrWhiteSpace(Email) ? null : Email.Trim() }, null);
    }

    // As with members: an address that is given as a name must not become public.
    private static string NameOf(string name) => PersonName.Clean(name.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? name[..at] : name);

    private static VisitorPass? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<VisitorPass>(Base64Url.DecodeFromChars(json), Json);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private static (VisitorPass?, PassProblem?) Wrong(string text) => (null, new PassProblem(400, text));
}
