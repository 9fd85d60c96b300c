using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Components.Outgoing;
using Microsoft.Extensions.Options;

namespace Components.Sources;

/// <summary>What came of fetching an address.</summary>
/// <param name="Html">Harmless HTML; null: it could not be had.</param>
/// <param name="Problem">Why not, for the log.</param>
/// <param name="Keep">How long it is good.</param>
internal sealed record SourceAnswer(string? Html, string? Problem, TimeSpan Keep);

/// <summary>Fetches one page: GET, without cookies, from the owner's origins only, within a time and a size.</summary>
internal sealed partial class SourceClient : IDisposable
{
    private const int MostRedirects = 3;
    private static readonly TimeSpan KeepProblem = TimeSpan.FromSeconds(5);

    private readonly SourceOptions _options;
    private readonly HttpClient _http;

    public SourceClient(IOptions<SourceOptions> options) : this(options, Dns.GetHostAddressesAsync)
    {
    }

    internal SourceClient(IOptions<SourceOptions> options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        _options = options.Value;
        var connection = new GuardedConnection(resolve, (_, end, address) => _options.MayConnect(end.Host, address), "Components:Sources:PrivateNetworks");
        var handler = connection.CreateHandler();
        handler.AutomaticDecompression = DecompressionMethods.All;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
        _http.DefaultRequestHeaders.Add("User-Agent", "components");
    }

    public async Task<SourceAnswer> FetchAsync(Uri address)
    {
        using var patience = new CancellationTokenSource(_options.Timeout);
        try
        {
            return await FollowAsync(address, patience.Token);
        }
        catch (OperationCanceledException)
        {
            return Problem($"no answer within {_options.Timeout}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException or UriFormatException)
        {
            return Problem(e.InnerException?.Message ?? e.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private static SourceAnswer Problem(string text) => new(null, text, KeepProblem);

    private async Task<SourceAnswer> FollowAsync(Uri address, CancellationToken cancellation)
    {
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            if (!_options.Allows(address))
                return Problem($"{address.GetLeftPart(UriPartial.Authority)} is not in Components:Sources:Origins");
            using var response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
                && response.Headers.Location is { } location)
                address = new Uri(address, location);
            else
                return await ReadAsync(response, address, cancellation);
        }
        return Problem($"more than {MostRedirects} redirects");
    }

    private async Task<SourceAnswer> ReadAsync(HttpResponseMessage response, Uri address, CancellationToken cancellation)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            return Problem($"it answers {(int)response.StatusCode}");
        if (response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() != "text/html")
            return Problem($"it answers '{response.Content.Headers.ContentType?.MediaType}', not text/html");
        using var bytes = new MemoryStream();
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[16_384];
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > _options.MaxBytes)
                return Problem($"it is larger than {_options.MaxBytes} bytes");
        }
        return new SourceAnswer(SourceHtml.Clean(Decode(bytes, response.Content.Headers.ContentType.CharSet), address), null, KeepOf(response));
    }

    private TimeSpan KeepOf(HttpResponseMessage response)
    {
        var said = response.Headers.CacheControl;
        // no-store is about the answer as it came: what many ask for at once is still asked for once.
        var keep = said is { NoStore: true } or { NoCache: true } or { Private: true } ? TimeSpan.Zero : said?.SharedMaxAge ?? said?.MaxAge ?? _options.Keep;
        return keep < _options.LongestKeep ? keep : _options.LongestKeep;
    }

    private static string Decode(MemoryStream bytes, string? charset)
    {
        bytes.Position = 0;
        var start = Encoding.Latin1.GetString(bytes.GetBuffer(), 0, (int)Math.Min(bytes.Length, 1024));
        var encoding = Named(charset?.Trim('"')) ?? Named(Meta().Match(start) is { Success: true } meta ? meta.Groups[1].Value : null) ?? Encoding.UTF8;
        using var reader = new StreamReader(bytes, encoding, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static Encoding? Named(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        try
        {
            // The first knows those that are older than Unicode, such as shift_jis.
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""<meta[^>]+charset\s*=\s*["']?([A-Za-z0-9_:.-]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Meta();
}
