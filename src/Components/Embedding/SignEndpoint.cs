using System.Globalization;
using System.Text.Json;
using System.Threading.RateLimiting;
using Components.Assets;
using Components.Fragments;
using Components.Packs;
using Components.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Components.Embedding;

/// <summary>
/// Signs the tags of a page of another site, all in one request: <c>{"page":"/blog/1","query":"?x=1","tags":[{"name":"comments/thread","attributes":{"subject":"/blog/1"}}]}</c>. Answers
/// what the page needs to show fragments at all, and for each tag its addresses and its element, in the order of the tags; see <see cref="SignedTags"/>. Nothing is written for it.
/// </summary>
internal sealed class SignEndpoint : IDisposable
{
    public const string Route = "/c/_sign";
    private const int MostTags = 100;
    private const int MostBytes = 65_536;
    private const int LongestPage = 2_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 8 };

    private readonly EmbeddingCors _cors;
    private readonly AssetStore _assets;
    private readonly EmbeddedVisitors _visitors;
    private readonly SignedTags _tags;
    private readonly SiteAddress _own;
    private readonly ComponentsOptions _options;
    private readonly PartitionedRateLimiter<HttpContext> _limiter;

    private sealed record Asked(string? Page, string? Query, IReadOnlyList<EmbeddedTag?>? Tags);

    public SignEndpoint(EmbeddingCors cors, EmbeddedVisitors visitors, AssetStore assets, SignedTags tags, SiteAddress own, IOptions<ComponentsOptions> components, IOptions<EmbeddingOptions> options)
    {
        (_cors, _visitors, _assets, _tags, _own, _options) = (cors, visitors, assets, tags, own, components.Value);
        _limiter = PartitionedRateLimiter.CreateChained(
            Limiter(http => PostLimiter.NetworkOf(http.Connection.RemoteIpAddress), options.Value.PagesPerMinute),
            Limiter(http => http.Request.Headers.Origin.ToString(), options.Value.PagesPerMinuteOfSite));
    }

    public async Task AnswerAsync(HttpContext http)
    {
        StrictHeaders.Apply(http.Response);
        http.Response.Headers.CacheControl = "no-store";
        var texts = CoreTexts.In(http.RequestServices);
        if (await _cors.AllowAsync(http) is not { } site)
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "This site is not registered here: its origin must be added in the admin area.", null);
            return;
        }
        if (!site.IsOn)
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "This site is switched off in the admin area.", texts["This part of the page is not available."]);
            return;
        }
        using var lease = _limiter.AttemptAcquire(http);
        if (!lease.IsAcquired)
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var pause) && pause > TimeSpan.Zero ? pause : TimeSpan.FromSeconds(10);
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await RefuseAsync(http, StatusCodes.Status429TooManyRequests, "Too many tags were signed for this network, or for this site.", texts["This part of the page is not available."]);
            return;
        }
        if (await ReadAsync(http) is not { Page: { } path, Tags: { } tags } asked || tags.Count > MostTags || path.Length > LongestPage || asked.Query?.Length > LongestPage || !LocalUrl.IsLocal(path) || path.AsSpan().ContainsAny('?', '#'))
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, $"This is not understood: a page's path, its query, and at most {MostTags} tags are.", texts["This part of the page is not available."]);
            return;
        }
        // Also what comes inline is for nobody whom a cookie knows.
        await _visitors.RecogniseAsync(http, site);
        var page = new EmbeddingPage(site, path, new QueryCollection(QueryHelpers.ParseQuery(asked.Query)));
        var answers = await _tags.AnswerAsync(http, page, tags);
        await http.Response.WriteAsJsonAsync(
            new { assets = _assets.EmbeddingIn(_own.Origin + http.Request.PathBase), texts = TextsIn(texts, _options.LoadBudget), batch = _options.Batch, tags = answers }, Json, http.RequestAborted);
    }

    public void Dispose() => _limiter.Dispose();

    private static PartitionedRateLimiter<HttpContext> Limiter(Func<HttpContext, string> key, int permits) =>
        PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetSlidingWindowLimiter(
            key(http), _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));

    private static async Task<Asked?> ReadAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MostBytes;
        // A test's server knows no limit.
        if (http.Request.ContentLength > MostBytes)
            return null;
        try
        {
            return await JsonSerializer.DeserializeAsync<Asked>(http.Request.Body, Json, http.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <param name="http">The request.</param>
    /// <param name="status">What it is answered with.</param>
    /// <param name="error">For the console of whoever makes the page.</param>
    /// <param name="note">For its visitors; null: nothing.</param>
    private static Task RefuseAsync(HttpContext http, int status, string error, string? note)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { error, note }, Json, http.RequestAborted);
    }

    // And, as on our own pages, how long a load may take.
    private static Dictionary<string, string> TextsIn(Microsoft.Extensions.Localization.IStringLocalizer texts, TimeSpan? budget)
    {
        var all = FlashRegion.Texts.ToDictionary(text => text.Name, text => texts[text.Key].Value);
        if (budget is { } time)
            all.Add("budget", time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
        return all;
    }
}
