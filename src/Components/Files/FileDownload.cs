using Components.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace Components.Files;

/// <summary>
/// A file that is saved and never shown: as an attachment, of no type that a browser knows, in a sandbox, kept by nobody on the way. A name in any script is sent as RFC 6266 and RFC 8187 say.
/// </summary>
internal sealed class FileDownload(Func<FileStream?> open, Func<bool> isHeld, string name, IStringLocalizer texts) : IResult
{
    private const string AnyType = "application/octet-stream";
    private const int RetryAfterSeconds = 300;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        StrictHeaders.Apply(response);
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        response.Headers.CacheControl = "no-store";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["X-Robots-Tag"] = "noindex";
        if (open() is not { } content)
            return MissingAsync(httpContext);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
        return Results.Stream(content, AnyType, enableRangeProcessing: true).ExecuteAsync(httpContext);
    }

    private async Task MissingAsync(HttpContext http)
    {
        var held = isHeld();
        http.Response.StatusCode = held ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status404NotFound;
        if (held)
            http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(held ? texts["This file has not been checked for viruses yet. Please try again later."] : texts["This file is not here any more."], http.RequestAborted);
    }
}
