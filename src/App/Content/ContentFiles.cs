using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace App.Content;

/// <summary>Serves pictures and downloads that lie beside the pages in the content folder: <c>content/articles/map.png</c> is <c>/articles/map.png</c>.</summary>
internal static class ContentFiles
{
    // A list of what is good: never a page's source, nor anything that runs on a page of ours.
    private static readonly Dictionary<string, string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        [".avif"] = "image/avif",
        [".gif"] = "image/gif",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml",
        [".webp"] = "image/webp",
        [".mp3"] = "audio/mpeg",
        [".ogg"] = "audio/ogg",
        [".mp4"] = "video/mp4",
        [".webm"] = "video/webm",
        [".pdf"] = "application/pdf",
        [".txt"] = "text/plain; charset=utf-8",
    };

    private static readonly Dictionary<string, string> Saved = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv; charset=utf-8",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".epub"] = "application/epub+zip",
        [".ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        [".odt"] = "application/vnd.oasis.opendocument.text",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".zip"] = "application/zip",
    };

    public static void UseContentFiles(this WebApplication app) => app.Use((http, next) => Find(http) is { } file ? ServeAsync(http, file) : next(http));

    private static FileInfo? Find(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        var ending = Path.GetExtension(path);
        if (!HttpMethods.IsGet(http.Request.Method) || !(Shown.ContainsKey(ending) || Saved.ContainsKey(ending)))
            return null;
        var services = http.RequestServices;
        return !services.GetRequiredService<ReservedPaths>().Contains(path) && services.GetRequiredService<ContentFolder>().FindFile(path) is { } file ? new FileInfo(file) : null;
    }

    private static Task ServeAsync(HttpContext http, FileInfo file)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "public, max-age=60";
        // Opened by itself a drawing is a document of this site, and may hold a script.
        if (file.Extension.Equals(".svg", StringComparison.OrdinalIgnoreCase))
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";
        var version = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}\""));
        var isSaved = Saved.TryGetValue(file.Extension, out var type);
        return Results.File(file.FullName, isSaved ? type : Shown[file.Extension], isSaved ? file.Name : null, file.LastWriteTimeUtc, version, enableRangeProcessing: true).ExecuteAsync(http);
    }
}
