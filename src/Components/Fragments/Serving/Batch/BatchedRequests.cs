using System.Globalization;
using System.Text;
using Components.Admission;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Fragments;

/// <summary>Runs a request inside of another: with a context, a service scope and an answer of its own, and the visitor of the request around it.</summary>
internal sealed class BatchedRequests(FragmentRegistry registry, IServiceScopeFactory scopes, AdmissionGate gate, IHttpContextAccessor accessor)
{
    // Cookies, too: one that a fragment sets would be lost, so those are answered by a request of their own.
    private const int AskByItself = StatusCodes.Status421MisdirectedRequest;

    public Task<BatchedAnswer> RunAsync(HttpContext around, BatchedLoad asked)
    {
        var (culture, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        // A flow of its own: the context that code finds by the accessor would else be the same for all.
        using (ExecutionContext.SuppressFlow())
            return Task.Run(async () =>
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, words);
                try
                {
                    return await RunInsideAsync(around, asked);
                }
                catch (Exception e) when (!around.RequestAborted.IsCancellationRequested)
                {
                    FragmentLog.Failed(around.RequestServices, asked.Url, e);
                    return new BatchedAnswer(asked.Url, StatusCodes.Status500InternalServerError, new Dictionary<string, string>(), "");
                }
            });
    }

    private async Task<BatchedAnswer> RunInsideAsync(HttpContext around, BatchedLoad asked)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var body = new MemoryStream();
        var answered = new BatchedResponse();
        var http = Inside(around, asked, scope.ServiceProvider, answered, body);
        accessor.HttpContext = http;
        if (FragmentOf(http) is { } fragment)
            await gate.PassAsync(http, new FragmentEndpoint(fragment, null, AnswerKind.Partial).InvokeAsync, new FragmentRoute(fragment.Id, AnswerKind.Partial));
        else
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        await http.Response.CompleteAsync();
        await answered.StartAsync();
        if (http.Response.Headers.SetCookie.Count > 0)
            return new BatchedAnswer(asked.Url, AskByItself, new Dictionary<string, string>(), "");
        return new BatchedAnswer(
            asked.Url,
            http.Response.StatusCode,
            http.Response.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
            Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
    }

    private FragmentDescriptor? FragmentOf(HttpContext http) =>
        http.Request.Path.StartsWithSegments(FragmentDescriptor.Prefix.TrimEnd('/'), StringComparison.Ordinal, out var id) && id.HasValue ? registry.Find(id.Value![1..]) : null;

    private static DefaultHttpContext Inside(HttpContext around, BatchedLoad asked, IServiceProvider services, BatchedResponse answer, Stream body)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { RawTarget = asked.Url, Method = HttpMethods.Get, Scheme = around.Request.Scheme, Protocol = around.Request.Protocol });
        features.Set<IHttpResponseFeature>(answer);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        features.Set(around.Features.Get<IHttpConnectionFeature>());
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = around.RequestAborted });
        var http = new DefaultHttpContext(features) { RequestServices = services, User = around.User };
        foreach (var (name, value) in around.Request.Headers)
            if (!name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("If-", StringComparison.OrdinalIgnoreCase))
                http.Request.Headers[name] = value;
        http.Request.Headers["HX-Request"] = "true";
        http.Request.ContentLength = null;
        if (asked.Etag is { } etag)
            http.Request.Headers.IfNoneMatch = etag;
        var question = asked.Url.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? asked.Url : asked.Url[..question];
        var root = around.Request.PathBase.ToUriComponent();
        if (path.StartsWith(root, StringComparison.Ordinal))
            (http.Request.PathBase, path) = (around.Request.PathBase, path[root.Length..]);
        http.Request.Path = path.StartsWith('/') ? new PathString(path) : default;
        http.Request.QueryString = question < 0 ? default : new QueryString(asked.Url[question..]);
        return http;
    }
}
