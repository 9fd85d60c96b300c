using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Components.Caching;
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

    // Not those of the kept answers: who is refused can make up what they like.
    private readonly AnswerLanguages _languages = new();
    private readonly ConcurrentDictionary<(string Language, Kind Kind, bool IsPost), Prepared> _prepared = new();

    internal enum Kind
    {
        Fragment,
        Model,
        Endpoint,
        Page,
    }

    internal sealed record Prepared(Kind Kind, StringValues Language, byte[] Body, string Type, StringValues Flash);

    /// <summary>Tells it to somebody whose language is known by now.</summary>
    public Task WriteAsync(HttpContext http, FragmentRoute? fragment)
    {
        var language = CultureInfo.CurrentUICulture.Name;
        _languages.Remember(http.Request, language);
        var (kind, isPost) = (KindOf(http.Request, fragment), !Lanes.IsReading(http.Request));
        var answer = _prepared.GetValueOrDefault((language, kind, isPost)) ?? _prepared.GetOrAdd((language, kind, isPost), Prepare(http.RequestServices, kind, isPost));
        return WriteAsync(http, fragment, answer);
    }

    /// <summary>What somebody is told who reads and has not come further than to the server's door.</summary>
    /// <returns>Null where nobody like this was told before: what they are told is not there yet.</returns>
    public Prepared? Find(HttpContext http, FragmentRoute fragment) =>
        _languages.Find(http.Request) is { } language ? _prepared.GetValueOrDefault((language, KindOf(http.Request, fragment), false)) : null;

    public async Task WriteAsync(HttpContext http, FragmentRoute? fragment, Prepared answer)
    {
        var response = http.Response;
        // So that a page of another site can show it.
        if (IsOurs(http.Request) && http.Request.Headers.Origin.Count > 0)
            await cors.AllowAsync(http);
        StrictHeaders.Apply(response);
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = Waits[Random.Shared.Next(Waits.Length)];
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = answer.Language;
        response.ContentType = answer.Type;
        response.ContentLength = answer.Body.Length;
        if (answer.Kind == Kind.Fragment)
        {
            response.Headers[ComponentHeaders.Fragment] = fragment!.Id;
            response.Headers[ComponentHeaders.FlashName] = answer.Flash;
        }
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(answer.Body);
    }

    private static bool IsOurs(HttpRequest request) => request.Path.StartsWithSegments("/c", StringComparison.Ordinal);

    private static Kind KindOf(HttpRequest request, FragmentRoute? fragment) => fragment?.Kind switch
    {
        AnswerKind.Partial => HtmxRequest.From(request).IsNavigation ? Kind.Page : Kind.Fragment,
        AnswerKind.Model => Kind.Model,
        null when IsOurs(request) => Kind.Endpoint,
        _ => Kind.Page,
    };

    private static Prepared Prepare(IServiceProvider services, Kind kind, bool isPost)
    {
        var texts = CoreTexts.In(services);
        StringValues language = CultureInfo.CurrentUICulture.Name is { Length: > 0 } name ? name : default;
        var text = texts[!isPost ? Again : kind == Kind.Page ? GoBack : SendAgain].Value;
        return kind switch
        {
            // As FragmentProblem writes it.
            Kind.Fragment => new(kind, language, Utf8($"<div class=\"component-problem notice danger\" role=\"alert\">\n    <p>{Html(text)}</p>\n</div>"), "text/html; charset=utf-8", ComponentHeaders.Serialize(new Flash(FlashLevel.Error, text))),
            Kind.Model => new(kind, language, Json(new { title = text, status = StatusCodes.Status503ServiceUnavailable }), "application/problem+json", default),
            Kind.Endpoint => new(kind, language, Json(new { error = Again, note = text }), "application/json; charset=utf-8", default),
            _ => new(kind, language, Utf8(Page(texts["Not available just now"].Value, text, isPost ? null : texts["Try again"].Value)), "text/html; charset=utf-8", default),
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
