using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Components.Comments.Avatars;

/// <summary>The picture beside a comment that everybody can see, by the comment's key: an address that says nothing of its author.</summary>
internal static class AvatarEndpoint
{
    private const string Path = "/c/comments/avatar/";
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static string AddressOf(string siteBase, long comment) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{siteBase}{Path}{comment}");

    public static void MapAvatars(this IEndpointRouteBuilder routes) => routes.MapMethods(Path + "{comment:long}", Read, AnswerAsync);

    private static async Task AnswerAsync(HttpContext http, long comment, CommentsDb db, Gravatar gravatar, IOptions<CommentsOptions> options)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["X-Robots-Tag"] = "noindex";
        // Opened by itself, it is nothing but a picture.
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        var author = options.Value.Gravatar
            ? await db.Comments.Where(c => c.Id == comment && c.State == CommentState.Approved).Select(c => new { c.AuthorName, c.Email }).SingleOrDefaultAsync(http.RequestAborted)
            : null;
        if (author is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var picture = author.Email is { } email ? await gravatar.FindAsync(email) : null;
        picture ??= new Picture("image/svg+xml; charset=utf-8", Encoding.UTF8.GetBytes(AvatarDrawing.Svg(author.AuthorName)));
        headers.CacheControl = "public, max-age=3600";
        http.Response.ContentType = picture.Type;
        http.Response.ContentLength = picture.Bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(picture.Bytes, http.RequestAborted);
    }
}
