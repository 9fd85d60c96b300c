using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Contact.Inbox;

/// <summary>The gate before what only readers of messages may fetch by a plain address.</summary>
internal static class ReaderAccess
{
    public static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Sets the headers of something private that is saved and never shown, and says why it is not given.</summary>
    /// <returns>Null: it may be given.</returns>
    public static async Task<IResult?> RefuseAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex";
        if (http.User.UserId() is null)
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        var answer = await http.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(http.User, null, ContactPack.Read);
        return answer.Succeeded ? null : Results.StatusCode(StatusCodes.Status403Forbidden);
    }
}
