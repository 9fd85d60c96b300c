using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Components.Spam;

/// <summary>
/// Asks Akismet (<see href="https://akismet.com/developers/detailed-docs/comment-check/"/>) what it thinks of a submission. Nothing here throws, whatever the service does
/// or does not do, and also not where the caller goes away: who asks must be able to go on without an answer.
/// </summary>
public sealed partial class Akismet(IHttpClientFactory clients, IOptions<AkismetOptions> options, SiteAddress site, ILogger<Akismet> logger)
{
    internal const string ClientName = "akismet";
    private const int LongestAnswer = 4096;

    /// <summary>Whether the site has a key, so that it makes sense to ask.</summary>
    public bool IsOn => options.Value.Key is not null;

    /// <summary>Asks whether a submission is spam.</summary>
    public async Task<AkismetVerdict> CheckAsync(AkismetComment comment, CancellationToken cancellation = default)
    {
        if (!IsOn)
            return AkismetVerdict.Off;
        if (await SendAsync("comment-check", comment.Fields, cancellation) is not var (body, tip))
            return AkismetVerdict.Unavailable;
        switch (body)
        {
            case "false":
                return AkismetVerdict.Ham;
            case "true":
                return tip == "discard" ? AkismetVerdict.Discard : AkismetVerdict.Spam;
            default:
                Log.NotUnderstood(logger, "comment-check");
                return AkismetVerdict.Unavailable;
        }
    }

    /// <summary>Tells Akismet of spam that it did not see.</summary>
    /// <returns>Whether it took note.</returns>
    public Task<bool> SubmitSpamAsync(AkismetComment comment, CancellationToken cancellation = default) => SubmitAsync("submit-spam", comment, cancellation);

    /// <summary>Tells Akismet of something good that it took for spam.</summary>
    /// <returns>Whether it took note.</returns>
    public Task<bool> SubmitHamAsync(AkismetComment comment, CancellationToken cancellation = default) => SubmitAsync("submit-ham", comment, cancellation);

    /// <summary>Whether Akismet knows the site's key. Null: it cannot be asked just now, or there is no key.</summary>
    public async Task<bool?> VerifyKeyAsync(CancellationToken cancellation = default)
    {
        if (!IsOn || await SendAsync("verify-key", [("key", options.Value.Key)], cancellation) is not var (body, _))
            return null;
        return body switch { "valid" => true, "invalid" => false, _ => null };
    }

    private async Task<bool> SubmitAsync(string call, AkismetComment comment, CancellationToken cancellation) =>
        IsOn && await SendAsync(call, comment.Fields, cancellation) is var (body, _) && body.StartsWith("Thanks", StringComparison.Ordinal);

    /// <summary>The key travels in the body, never in the address, which others log.</summary>
    private async Task<(string Body, string? Tip)?> SendAsync(string call, IEnumerable<(string Name, string? Value)> fields, CancellationToken cancellation)
    {
        try
        {
            using var client = clients.CreateClient(ClientName);
            client.Timeout = options.Value.Timeout;
            client.MaxResponseContentBufferSize = LongestAnswer;
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{options.Value.Url.ToString().TrimEnd('/')}/{call}"));
            request.Headers.UserAgent.ParseAdd("ComponentServer/1.0");
            request.Content = new FormUrlEncodedContent(
                fields.Prepend(("blog", site.Url.ToString())).Prepend(("api_key", options.Value.Key)).Where(field => !string.IsNullOrEmpty(field.Item2)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
            using var response = await client.SendAsync(request, cancellation);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                Log.Answered(logger, call, (int)response.StatusCode);
                return null;
            }
            var tip = response.Headers.TryGetValues("X-akismet-pro-tip", out var tips) ? tips.First() : null;
            return ((await response.Content.ReadAsStringAsync(CancellationToken.None)).Trim(), tip);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or InvalidOperationException or UriFormatException)
        {
            Log.NotReached(logger, call, e.GetType().Name);
            return null;
        }
    }

    // What the service says is not written down: it may repeat the key.
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Akismet could not be asked ({Call}): {Problem}")]
        public static partial void NotReached(ILogger logger, string call, string problem);

        [LoggerMessage(2, LogLevel.Warning, "Akismet answered {Call} with status {Status}")]
        public static partial void Answered(ILogger logger, string call, int status);

        [LoggerMessage(3, LogLevel.Warning, "Akismet's answer to {Call} is not understood; is the key (Spam:Akismet:Key) right?")]
        public static partial void NotUnderstood(ILogger logger, string call);
    }
}
