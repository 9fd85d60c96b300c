using Components.Packs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Components.Admission;

/// <summary>Lets a request be worked on when it is its turn, or refuses it.</summary>
internal sealed class AdmissionGate : IDisposable
{
    private readonly CrowdedAnswer _refusal;
    private readonly CrowdLog _log;

    public AdmissionGate(IOptions<AdmissionOptions> options, CrowdedAnswer refusal, CrowdLog log, TimeProvider clock)
    {
        (_refusal, _log) = (refusal, log);
        var given = options.Value;
        var (reading, posting) = (given.AtOnce ?? Environment.ProcessorCount + 1, given.PostsAtOnce ?? 4 * Environment.ProcessorCount);
        Threads = reading + posting + Environment.ProcessorCount;
        Reading = new Turns(reading, given.MostWaiting ?? 16 * Environment.ProcessorCount, given.LongestWait, given.LongestHold, inOrder: false, clock);
        Posting = new Turns(posting, given.MostPostsWaiting, given.LongestPostWait, given.LongestHold, inOrder: true, clock);
    }

    /// <summary>Whether the application wants it.</summary>
    public bool IsOn { get; private set; }

    /// <summary>How many threads there must be, so that whoever comes is read and judged by one that makes no answer: else those wait behind all answers, if only to be refused.</summary>
    public int Threads { get; }

    public Turns Reading { get; }

    public Turns Posting { get; }

    /// <param name="http">The request.</param>
    /// <param name="work">What makes the answer.</param>
    /// <param name="fragment">Which fragment is asked, where no route says so.</param>
    public Task PassAsync(HttpContext http, RequestDelegate work, FragmentRoute? fragment = null)
    {
        if (!IsOn)
            return work(http);
        // What went wrong is made into a page: the request has been let in already.
        if (Permit.Of(http) is { } permit)
            return GoOnAsync(http, work, permit);
        return TurnsOf(http) is { } turns ? PassAsync(http, work, turns, fragment) : work(http);
    }

    /// <summary>Begins to refuse what is too much.</summary>
    public void TurnOn()
    {
        IsOn = true;
        // The pool makes that many as soon as they are needed; beyond, it tries out for seconds whether one more helps.
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, Threads), completions);
    }

    public void Dispose()
    {
        Reading.Dispose();
        Posting.Dispose();
    }

    private async Task PassAsync(HttpContext http, RequestDelegate work, Turns turns, FragmentRoute? fragment)
    {
        var permit = new Permit(turns);
        if (!await permit.EnterAsync())
        {
            _log.Count();
            await _refusal.WriteAsync(http, fragment ?? http.GetEndpoint()?.Metadata.GetMetadata<FragmentRoute>());
            return;
        }
        http.Features.Set(permit);
        // The answer is made when it begins to be sent: who takes it slowly holds nobody up.
        http.Response.OnStarting(static permit => { ((Permit)permit).End(); return Task.CompletedTask; }, permit);
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false })
            http.Request.Body = new AwaitedBody(http.Request.Body, permit);
        await WorkAsync(http, work, permit);
    }

    private static async Task GoOnAsync(HttpContext http, RequestDelegate work, Permit permit)
    {
        await permit.ReturnAsync();
        await WorkAsync(http, work, permit);
    }

    private static async Task WorkAsync(HttpContext http, RequestDelegate work, Permit permit)
    {
        try
        {
            await work(http);
        }
        finally
        {
            permit.Leave();
        }
    }

    // Who looks after the site must be able to do so above all when there is a crowd.
    private Turns? TurnsOf(HttpContext http) => http.User.IsInRole(Roles.Administrator) || http.User.IsInRole(Roles.Moderator) ? null : LaneOf(http) switch
    {
        Lane.Reading => Reading,
        Lane.Posting => Posting,
        _ => null,
    };

    private static Lane LaneOf(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<LaneAttribute>() is { } said)
            return said.Lane;
        return Lanes.IsReading(http.Request) ? Lane.Reading : HttpMethods.IsOptions(http.Request.Method) ? Lane.Free : Lane.Posting;
    }
}
