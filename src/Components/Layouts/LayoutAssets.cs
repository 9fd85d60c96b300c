using Components.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Components.Layouts;

/// <summary>Serves what lies beside a pack's <c>layout.html</c>: styles, images, fonts, its <c>about.html</c>.</summary>
internal static class LayoutAssets
{
    public const string Route = "/c/_layouts/{pack}/{**file}";

    private static readonly FileExtensionContentTypeProvider Types = new(new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".html"] = "text/html; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".webp"] = "image/webp",
        [".avif"] = "image/avif",
        [".gif"] = "image/gif",
        [".ico"] = "image/x-icon",
        [".woff2"] = "font/woff2",
    });

    public static string AddressOf(string pack, string file) => $"/c/_layouts/{pack}/{file}";

    public static async Task ServeAsync(HttpContext http, string pack, string? file, LayoutStore layouts)
    {
        StrictHeaders.Apply(http.Response);
        if (layouts.FolderOf(pack) is not { } folder || file is not { Length: > 0 } || !Types.TryGetContentType(file, out var type))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        // The provider refuses paths that lead out of the folder.
        using var provider = new PhysicalFileProvider(Path.GetFullPath(folder));
        var found = provider.GetFileInfo(file);
        // By what is found, since there is more than one way to write it ("//layout.html").
        if (!found.Exists || found.PhysicalPath is null || Path.GetRelativePath(provider.Root, found.PhysicalPath).Equals("layout.html", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        http.Response.Headers.CacheControl = http.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=60";
        await Results.File(found.PhysicalPath, type, lastModified: found.LastModified).ExecuteAsync(http);
    }
}
