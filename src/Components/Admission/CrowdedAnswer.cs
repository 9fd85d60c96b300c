using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Components.Embedding;
using Components.Fragments;
using Components.Htmx;
using Components.Packs;
using Components.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Components.Admission;

/// <summary>
/// What somebody is told who comes when too much is asked. It must cost far less than what they asked for, so nothing is rendered: it is put together once for each language and kind.
/// </summary>
internal sealed class CrowdedAnswer(EmbeddingCors cors)
{
    private const string Again = "Too many people are here at once. Please try again in a moment.";
    private const string SendAgain = "Too many people are here at once. Please send it again in a moment; what you wrote is still here.";
    private const string GoBack = "Too many people are here at once, so this was not taken. Please go back and send it again in a moment.";

    // Not all at the same moment.
    private static readonly StringValues[] Waits = [.. Enumerable.Range(5, 11).Select(seconds => new StringValues(seconds.ToString(CultureInfo.InvariantCulture)))];

    private readonly ConcurrentDictionary<(string Language, Kind Kind, bool IsPost), Prepared> _prepared = new();

    private enum Kind
    {
        Fragment,
        Model,
        Endpoint,
        Page,
    }

    private sealed record Prepared(byte[] Body, string Type, StringValues Flash);

    public async Task WriteAsync(HttpContext http, FragmentRoute? fragment)
    {
        var response = http.Response;
        var isOurs = http.Request.Path.StartsWithSegments("/c", StringComparison.Ordinal);
        // So that a page of another site can show it.
        if (isOurs && http.Request.Headers.Origin.Count > 0)
            await cors.AllowAsync(http);
        var kind = KindOf(http.Request, fragment, isOurs);
        var answer = PreparedFor(http, kind);
        StrictHeaders.Apply(response);
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = Waits[Random.Shared.Next(Waits.Length)];
        response.Headers.CacheControl = "no-store";
        response.ContentType = answer.Type;
        response.ContentLength = answer.Body.Length;
        if (kind == Kind.Fragment)
        {
            response.Headers[ComponentHeaders.Fragment] = fragment!.Id;
            response.Headers[ComponentHeaders.FlashName] = answer.Flash;
        }
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(answer.Body);
    }

    private static Kind KindOf(HttpRequest request, FragmentRoute? fragment, bool isOurs) => fragment?.Kind switch
    {
        AnswerKind.Partial => HtmxRequest.From(request).IsNavigation ? Kind.Page : Kind.Fragment,
        AnswerKind.Model => Kind.Model,
        null when isOurs => Kind.Endpoint,
        _ => Kind.Page,
    };

    private Prepared PreparedFor(HttpContext http, Kind kind)
    {
        var key = (CultureInfo.CurrentUICulture.Name, kind, !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)));
        return _prepared.TryGetValue(key, out var prepared) ? prepared : _prepared.GetOrAdd(key, Prepare(http.RequestServices, kind, key.Item3));
    }

    private static Prepared Prepare(IServiceProvider services, Kind kind, bool isPost)
    {
        var texts = CoreTexts.In(services);
        var text = texts[!isPost ? Again : kind == Kind.Page ? GoBack : SendAgain].Value;
        return kind switch
        {
            // As FragmentProblem writes it.
            Kind.Fragment => new(Utf8($"<div class=\"component-problem notice danger\" role=\"alert\">\n    <p>{Html(text)}</p>\n</div>"), "text/html; charset=utf-8", ComponentHeaders.Serialize(new Flash(FlashLevel.Error, text))),
            Kind.Model => new(Json(new { title = text, status = StatusCodes.Status503ServiceUnavailable }), "application/problem+json", default),
            Kind.Endpoint => new(Json(new { error = Again, note = text }), "application/json; charset=utf-8", default),
            _ => new(Utf8(Page(texts["Not available just now"].Value, text, isPost ? null : texts["Try again"].Value)), "text/html; charset=utf-8", default),
        };
    }

    private static string Page(string title, string text, string? again)
    {
        var culture = CultureInfo.CurrentUICulture;
        return $"""
            <!DOCTYPE html>
            <html lang="{(culture.Name.Length > 0 ? culture.Name : "en")}"{(culture.TextInfo.IsRightToLeft ? " dir=\"rtl\"" : "")}>
            <head>
                <meta charset="utf-8">
                <title>{Html(title)}</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="robots" content="noindex">
            </head>
            <body>
                <main>
                    <h1>{Html(title)}</h1>
                    <p>{Html(text)}</p>{(again is null ? "" : $"\n        <p><a href=\"\">{Html(again)}</a></p>")}
                </main>
            </body>
            </html>
            """;
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web);
}
