using System.Globalization;
using System.Text;
using System.Threading.RateLimiting;
using Components.Fragments;
using Components.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Embedding;

/// <summary>
/// <c>POST /c/_visitor</c>: a page of a registered site hands over its <see cref="VisitorPass"/> as the body, and gets a token in the header <see cref="EmbeddedVisitors.Header"/> (204).
/// A pass may come more than once while it is good: it names the same person.
/// </summary>
internal sealed class VisitorEndpoint : IDisposable
{
    public const string Route = "/c/_visitor";

    // Each page that somebody opens sends one; behind one address there may be a whole office.
    private const int PerMinute = 120;

    private readonly EmbeddingCors _cors;
    private readonly VisitorTokens _tokens;
    private readonly TimeSpan _life;
    private readonly TimeProvider _clock;
    private readonly PartitionedRateLimiter<HttpContext> _limiter;

    public VisitorEndpoint(EmbeddingCors cors, VisitorTokens tokens, IOptions<ComponentsOptions> options, TimeProvider clock)
    {
        (_cors, _tokens, _life, _clock) = (cors, tokens, options.Value.VisitorTokenLifetime, clock);
        var limits = new SlidingWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 };
        _limiter = PartitionedRateLimiter.Create<HttpContext, string>(
            http => RateLimitPartition.GetSlidingWindowLimiter(PostLimiter.NetworkOf(http.Connection.RemoteIpAddress), _ => limits));
    }

    public async Task AnswerAsync(HttpContext http)
    {
        StrictHeaders.Apply(http.Response);
        http.Response.Headers.CacheControl = "no-store";
        if (await _cors.AllowAsync(http) is not { IsOn: true } site)
        {
            await RefuseAsync(http, new PassProblem(StatusCodes.Status403Forbidden, "This origin is not registered here, or is switched off."));
            return;
        }
        if (Wait(http) is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await RefuseAsync(http, new PassProblem(StatusCodes.Status429TooManyRequests, "Too many passes from this network. Try again later."));
            return;
        }
        if (await ReadBodyAsync(http) is not { } text)
        {
            await RefuseAsync(http, new PassProblem(StatusCodes.Status413PayloadTooLarge, $"A pass has at most {VisitorPass.LongestText} characters."));
            return;
        }
        var (pass, problem) = VisitorPass.Read(text.Trim(), site.Secret, _clock.GetUtcNow());
        if (problem is not null)
        {
            await RefuseAsync(http, problem);
            return;
        }
        http.Response.Headers[EmbeddedVisitors.Header] = _tokens.Write(VisitorToken.For(site, pass!, _clock.GetUtcNow(), _life), site.Origin);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public void Dispose() => _limiter.Dispose();

    private TimeSpan? Wait(HttpContext http)
    {
        using var lease = _limiter.AttemptAcquire(http);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var pause) && pause > TimeSpan.Zero ? pause : TimeSpan.FromSeconds(10);
    }

    // What is no UTF-8 becomes signs that no pass has.
    private static async Task<string?> ReadBodyAsync(HttpContext http)
    {
        var buffer = new byte[VisitorPass.LongestText + 1];
        var length = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, http.RequestAborted);
        return length > VisitorPass.LongestText ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static Task RefuseAsync(HttpContext http, PassProblem problem)
    {
        http.Response.StatusCode = problem.Status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(problem.Text, http.RequestAborted);
    }
}
