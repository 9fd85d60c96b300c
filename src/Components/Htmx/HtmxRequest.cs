using Microsoft.AspNetCore.Http;

namespace Components.Htmx;

/// <summary>What a request says of the client that sent it, read once.</summary>
/// <param name="IsHtmx">htmx sent it (<c>HX-Request</c>).</param>
/// <param name="IsNavigation">A browser opened the address as a document, rather than a script, a frame or a tool.</param>
internal readonly record struct HtmxRequest(bool IsHtmx, bool IsNavigation)
{
    public static HtmxRequest From(HttpRequest request)
    {
        var isHtmx = request.Headers["HX-Request"] == "true";
        var destination = request.Headers["Sec-Fetch-Dest"].ToString();
        var isNavigation = !isHtmx
            && (destination == "document" || (destination.Length == 0 && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)));
        return new HtmxRequest(isHtmx, isNavigation);
    }
}
