using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Components.Outbox;

namespace Components.Webhooks;

/// <summary>
/// A call of somebody's web address (a webhook) that waits to be made, or was made. Written in the same transaction as what it tells of; see <see cref="CallModel.MapCalls(Microsoft.EntityFrameworkCore.ModelBuilder)"/>. It is tried again
/// with growing delays, and given up after days (<see cref="WebhookOptions.GiveUpAfter"/>) or when the receiver says that it is gone for good.
/// </summary>
public sealed partial class OutboxCall : OutboxItem
{
    /// <summary>The longest address, in UTF-16 units.</summary>
    public const int LongestUrl = 2000;

    /// <summary>The longest name of an event or a key.</summary>
    public const int LongestName = 100;

    /// <summary>The longest body, in UTF-16 units.</summary>
    public const int LongestBody = 1_000_000;

    private OutboxCall()
    {
    }

    /// <summary>The address that is called.</summary>
    public string Url { get; private init; } = "";

    /// <summary>Its host and port. One call at a time goes there.</summary>
    public string Target { get; private init; } = "";

    /// <summary>The name of the key that signs it. The key itself is not in the row, so that a new one is used at once.</summary>
    public string Key { get; private init; } = "";

    /// <summary>What happened, such as <c>contact.message</c>.</summary>
    public string Event { get; private init; } = "";

    /// <summary>JSON. Emptied once the receiver has it.</summary>
    public string Body { get; private set; } = "";

    /// <summary>When it was given up; null while it waits, and when it was made.</summary>
    public DateTimeOffset? GivenUpAt { get; private set; }

    /// <summary>What the receiver tells doubles by: the same at every attempt.</summary>
    public string PublicId => PublicIdOf(Id);

    /// <summary>A call. The event and the key's name are lower-case letters, digits, and <c>. _ -</c> between them.</summary>
    /// <param name="id">From <see cref="Data.TimeOrderedId"/>.</param>
    /// <param name="now">The time.</param>
    /// <param name="url">From <see cref="TryReadUrl"/>.</param>
    /// <param name="key">The name of the key that signs it; the key is made when it is first used.</param>
    /// <param name="event">What happened.</param>
    /// <param name="json">The body: JSON text, at most <see cref="LongestBody"/> long.</param>
    /// <exception cref="ArgumentException">One of them is not as it should be.</exception>
    public static OutboxCall Write(long id, DateTimeOffset now, Uri url, string key, string @event, string json)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!TryReadUrl(url.OriginalString, out _))
            throw new ArgumentException($"'{url.OriginalString}' is not an address that can be called.", nameof(url));
        if (!IsName(key))
            throw new ArgumentException($"'{key}' is not the name of a key.", nameof(key));
        if (!IsName(@event))
            throw new ArgumentException($"'{@event}' is not the name of an event.", nameof(@event));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(json.Length, LongestBody, nameof(json));
        return new() { Id = id, CreatedAt = now, NextAttemptAt = now, Url = url.AbsoluteUri, Target = TargetOf(url), Key = key, Event = @event, Body = json };
    }

    /// <summary>Reads an address as an owner writes it: http or https, absolute, without a login, at most <see cref="LongestUrl"/> long.</summary>
    /// <param name="text">The text; null is none.</param>
    /// <param name="url">The address; null: it is none.</param>
    /// <returns>Whether it is one. Whether it may be called is seen when it is: see <see cref="WebhookOptions.AllowedHosts"/>.</returns>
    public static bool TryReadUrl(string? text, [NotNullWhen(true)] out Uri? url)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Host.Length > 0
            && text.Length <= LongestUrl && url.AbsoluteUri.Length <= LongestUrl)
            return true;
        url = null;
        return false;
    }

    internal static string PublicIdOf(long id) => id.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>Whether a text can name an event or a key.</summary>
    public static bool IsName(string? text) => text is not null && text.Length <= LongestName && Name().IsMatch(text);

    /// <summary>Stops trying. Its body is kept, so that it can be sent after all.</summary>
    public void GiveUp(DateTimeOffset now)
    {
        if (SentAt is null)
            GivenUpAt ??= now;
    }

    /// <inheritdoc/>
    public override void SendAgain(DateTimeOffset now)
    {
        base.SendAgain(now);
        if (SentAt is null)
            GivenUpAt = null;
    }

    /// <inheritdoc/>
    protected override void Forget() => Body = "";

    private static string TargetOf(Uri url) => string.Create(CultureInfo.InvariantCulture, $"{url.IdnHost.TrimEnd('.')}:{url.Port}");

    [GeneratedRegex(@"\A[a-z0-9]+(?:[._-][a-z0-9]+)*\z")]
    private static partial Regex Name();
}
