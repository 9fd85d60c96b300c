using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Components.Htmx;

/// <summary>The response headers that htmx itself understands.</summary>
internal static class HtmxResponse
{
    /// <summary>Lets htmx load another fragment into the same element, without a history entry.</summary>
    public static void Location(HttpResponse response, string url, string elementId) =>
        response.Headers["HX-Location"] = JsonSerializer.Serialize(new { path = url, target = $"#{elementId}", swap = "innerHTML", push = "false" });
}
