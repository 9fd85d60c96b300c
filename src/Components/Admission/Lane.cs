using Microsoft.AspNetCore.Http;

namespace Components.Admission;

/// <summary>Which requests wait for each other: those of one lane share its permits.</summary>
public enum Lane
{
    /// <summary>Pages and fragments: what is asked by GET, unless something else is said.</summary>
    Reading,

    /// <summary>What people do, and what they need for it, such as to sign in: everything that is not asked by GET, unless something else is said. Readers never take their permits.</summary>
    Posting,

    /// <summary>Never waits, is never refused and needs no permit: what costs next to nothing, or lasts for hours without doing anything.</summary>
    Free,
}

internal static class Lanes
{
    public static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
