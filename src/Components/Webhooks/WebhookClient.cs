using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Components.Outbox;
using Components.Outgoing;
using Microsoft.Extensions.Options;

namespace Components.Webhooks;

/// <summary>What came of an attempt.</summary>
/// <param name="Problem">Why the call counts as not made; null: it was made.</param>
/// <param name="IsGone">Whether the receiver says that it will never take it.</param>
/// <param name="RetryAfter">When the receiver wants to be asked again; null: it does not say.</param>
internal sealed record CallAnswer(string? Problem, bool IsGone = false, TimeSpan? RetryAfter = null);

/// <summary>Makes one call: a signed POST, without redirects, within a time, and only to where the owner lets it.</summary>
internal sealed class WebhookClient : IDisposable
{
    private const int MostBytesRead = 4096;
    private const int LongestQuote = 200;

    private readonly WebhookOptions _options;
    private readonly TimeProvider _clock;

    // Most sites call nobody, and to be ready for it takes up to a MB.
    private readonly Lazy<HttpClient> _http;

    public WebhookClient(IOptions<WebhookOptions> options, TimeProvider clock) : this(options, clock, Dns.GetHostAddressesAsync)
    {
    }

    internal WebhookClient(IOptions<WebhookOptions> options, TimeProvider clock, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        (_options, _clock) = (options.Value, clock);
        _http = new Lazy<HttpClient>(() => Connect(resolve));
    }

    public void Dispose()
    {
        if (_http.IsValueCreated)
            _http.Value.Dispose();
    }

    /// <exception cref="OperationCanceledException">The site stops.</exception>
    public async Task<CallAnswer> SendAsync(OutboxCall call, string secret, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_options.Timeout);
        try
        {
            using var request = Compose(call, secret);
            using var response = await _http.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return await ReadAsync(response, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new CallAnswer($"no answer within {_options.Timeout.TotalSeconds:0} seconds");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or System.Net.Sockets.SocketException)
        {
            return new CallAnswer(OutboxItem.WordsOf(e));
        }
    }

    /// <summary>What a receiver compares with: HMAC-SHA-256 (RFC 2104) over what says which call it is, when it was sent and what it says.</summary>
    internal static string Sign(string secret, string id, string timestamp, string body) =>
        $"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")))}";

    private HttpClient Connect(Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        var http = new HttpClient(new GuardedConnection(resolve, _options.MayConnect, "Webhooks:AllowedHosts, also for http").CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Add("User-Agent", "Component-Webhook/1");
        return http;
    }

    private HttpRequestMessage Compose(OutboxCall call, string secret)
    {
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new HttpRequestMessage(HttpMethod.Post, call.Url)
        {
            Content = new StringContent(call.Body, Encoding.UTF8, "application/json"),
            Headers =
            {
                { "Component-Webhook-Id", call.PublicId },
                { "Component-Webhook-Event", call.Event },
                { "Component-Webhook-Timestamp", timestamp },
                { "Component-Webhook-Signature", Sign(secret, call.PublicId, timestamp, call.Body) },
            },
        };
    }

    private async Task<CallAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        if (status is >= 200 and < 300)
            return new CallAnswer(null);
        if (status is >= 300 and < 400)
            return new CallAnswer($"it answers {status} and points to {WhereTo(response)}; redirects are not followed");
        var quote = await QuoteAsync(response, cancellation);
        return new CallAnswer($"it answers {status}{(quote.Length > 0 ? $": {quote}" : "")}", status == (int)HttpStatusCode.Gone, RetryAfterOf(response));
    }

    // The host alone: the rest of an address can hold a secret of somebody's.
    private static string WhereTo(HttpResponseMessage response) => response.Headers.Location switch
    {
        null => "nowhere",
        { IsAbsoluteUri: true } location => location.IdnHost,
        _ => "another path",
    };

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } said ? said.Delta ?? said.Date - _clock.GetUtcNow() : null;

    // The start of what it says, which often tells what is wrong. No more than that is read, however much there is.
    private static async Task<string> QuoteAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("text/plain" or "application/json" or "application/problem+json"))
            return "";
        var buffer = new byte[MostBytesRead];
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return OutboxItem.Cut(Encoding.UTF8.GetString(buffer, 0, read), LongestQuote);
    }
}
