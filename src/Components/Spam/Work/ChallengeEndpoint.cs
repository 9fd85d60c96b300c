using System.Globalization;
using System.Threading.RateLimiting;
using Components.Embedding;
using Components.Fragments;
using Components.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Spam;

/// <summary>Hands out challenges to the site's own pages, and to those of registered sites: <c>{"challenge":"…","difficulty":18,"seconds":900}</c>.</summary>
internal sealed class ChallengeEndpoint : IDisposable
{
    public const string Route = "/c/_challenge";

    /// <summary>A page of another site cannot send it without asking first (CORS), and gets leave only where its site is registered.</summary>
    public const string OwnHeader = "Component-Work";

    private readonly ProofOfWork _work;
    private readonly SameOrigin _sameOrigin;
    private readonly EmbeddingCors _cors;
    private readonly int _seconds;
    private readonly PartitionedRateLimiter<HttpContext> _limiter;

    public ChallengeEndpoint(ProofOfWork work, SameOrigin sameOrigin, EmbeddingCors cors, IOptions<SpamOptions> options)
    {
        (_work, _sameOrigin, _cors, _seconds) = (work, sameOrigin, cors, (int)options.Value.ChallengeLife.TotalSeconds);
        var limits = new SlidingWindowRateLimiterOptions { PermitLimit = options.Value.ChallengesPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 };
        _limiter = PartitionedRateLimiter.Create<HttpContext, string>(
            http => RateLimitPartition.GetSlidingWindowLimiter(PostLimiter.NetworkOf(http.Connection.RemoteIpAddress), _ => limits));
    }

    public async Task AnswerAsync(HttpContext http)
    {
        StrictHeaders.Apply(http.Response);
        http.Response.Headers.CacheControl = "no-store";
        if (await _cors.AllowAsync(http) is not { IsOn: true } && !IsOurs(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        if (http.Request.Query["for"] is not [var purpose] || !Challenge.IsPurpose(purpose))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        using var lease = _limiter.AttemptAcquire(http);
        if (!lease.IsAcquired)
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var pause) && pause > TimeSpan.Zero ? pause : TimeSpan.FromSeconds(10);
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }
        var (challenge, difficulty) = _work.Ask(http, purpose!, http.Request.Query["after"]);
        await http.Response.WriteAsJsonAsync(new { challenge, difficulty, seconds = _seconds }, http.RequestAborted);
    }

    public void Dispose() => _limiter.Dispose();

    // With a GET, browsers send no Origin, and older ones (and all, to a site without TLS) no Sec-Fetch-Site either.
    private bool IsOurs(HttpRequest request) => _sameOrigin.Allows(request)
        || (request.Headers["Sec-Fetch-Site"].Count == 0 && request.Headers.Origin.Count == 0 && request.Headers[OwnHeader] == "1");
}
