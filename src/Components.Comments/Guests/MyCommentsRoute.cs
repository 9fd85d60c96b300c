using Components.Fragments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Components.Comments.Guests;

/// <summary>
/// The address that stands in a mail. It must work for longer than the keys by which fragments' addresses are signed, so it leads on to one that is signed now. To open it changes nothing:
/// mail programs open links too.
/// </summary>
internal static class MyCommentsRoute
{
    private const string Path = "/c/comments/mine/";
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static string AddressOf(HttpContext http, string token) => $"{http.Request.PathBase.ToUriComponent()}{Path}{token}";

    public static void MapGuestLinks(this IEndpointRouteBuilder routes) => routes.MapMethods(Path + "{token}", Read, Answer);

    private static void Answer(HttpContext http, string token)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (!GuestLink.IsToken(token))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = http.UrlOf<MyComments>($"{http.Request.PathBase.ToUriComponent()}/", (nameof(MyComments.Token), token)).Document;
    }
}
