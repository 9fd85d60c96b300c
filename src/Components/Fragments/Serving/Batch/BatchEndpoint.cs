using System.Text.Json;
using Components.Embedding;
using Components.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Fragments;

/// <summary>
/// Answers many loads in one request: <c>POST /c/_batch</c> with <c>[{"url":"/c/…","etag":…}]</c>. Each is verified and rendered as if it had come by itself, in scopes of its own, all of them
/// at the same time; each answer is a line of JSON, sent as soon as it is there. A page of another site is answered where that is registered and on, for addresses that were signed for it alone.
/// </summary>
internal sealed class BatchEndpoint(BatchedRequests requests, SameOrigin sameOrigin, EmbeddingCors cors, IOptions<ComponentsOptions> options)
{
    public const string Route = "/c/_batch";
    private const int LongestBody = 200_000;
    private const int AtOnce = 4;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task InvokeAsync(HttpContext http)
    {
        StrictHeaders.Apply(http.Response);
        http.Response.Headers.CacheControl = "no-store";
        var (asked, status) = await ReadAsync(http);
        if (asked is null)
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync($"{status}: this batch is not answered.", http.RequestAborted);
            return;
        }
        http.Response.ContentType = "application/x-ndjson; charset=utf-8";
        using var turns = new SemaphoreSlim(AtOnce);
        using var writing = new SemaphoreSlim(1);
        await Task.WhenAll(asked.Select(one => AnswerAsync(http, one, turns, writing)));
    }

    private async Task<(BatchedLoad[]? Asked, int Status)> ReadAsync(HttpContext http)
    {
        if (!options.Value.Batch)
            return (null, StatusCodes.Status404NotFound);
        // Other sites can send no JSON without asking first; a tool that is no browser can load each by itself as well.
        var isOwn = sameOrigin.Allows(http.Request);
        var site = isOwn ? null : await cors.AllowAsync(http);
        if (!(isOwn || site is { IsOn: true }) || !http.Request.HasJsonContentType())
            return (null, StatusCodes.Status403Forbidden);
        if (http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = LongestBody;
        try
        {
            var asked = await JsonSerializer.DeserializeAsync<BatchedLoad[]>(http.Request.Body, Json, http.RequestAborted);
            if (asked is not { Length: > 0 } || asked.Length > options.Value.BatchSize || !asked.All(one => one?.Url is not null))
                return (null, StatusCodes.Status400BadRequest);
            return site is null || asked.All(one => IsFor(site, one.Url)) ? (asked, 0) : (null, StatusCodes.Status403Forbidden);
        }
        catch (JsonException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException e)
        {
            return (null, e.StatusCode);
        }
    }

    // Whether that is true is verified with each; what is for our own pages is not even asked on behalf of another's.
    private static bool IsFor(EmbeddingSite site, string url) =>
        url.Contains($"&{FragmentUrl.OriginKey}={Uri.EscapeDataString(site.Origin)}&{FragmentUrl.SignatureKey}=", StringComparison.Ordinal);

    private async Task AnswerAsync(HttpContext http, BatchedLoad asked, SemaphoreSlim turns, SemaphoreSlim writing)
    {
        BatchedAnswer answer;
        await turns.WaitAsync(http.RequestAborted);
        try
        {
            answer = await requests.RunAsync(http, asked);
        }
        finally
        {
            turns.Release();
        }
        var line = JsonSerializer.SerializeToUtf8Bytes(answer, Json);
        await writing.WaitAsync(http.RequestAborted);
        try
        {
            await http.Response.Body.WriteAsync(line, http.RequestAborted);
            await http.Response.Body.WriteAsync("\n"u8.ToArray(), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
        finally
        {
            writing.Release();
        }
    }
}

/// <summary>A load as it is asked for in a batch.</summary>
/// <param name="Url">The signed address of a fragment, as it would be asked by itself.</param>
/// <param name="Etag">What stands in the page already; null: nothing, or it is not known.</param>
internal sealed record BatchedLoad(string Url, string? Etag);

/// <summary>One line of the answer.</summary>
/// <param name="Url">Which load.</param>
/// <param name="Status">Its own.</param>
/// <param name="Headers">Its own, by their names in lower case.</param>
/// <param name="Html">Its own body.</param>
internal sealed record BatchedAnswer(string Url, int Status, IReadOnlyDictionary<string, string> Headers, string Html);
