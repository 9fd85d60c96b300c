namespace Components;

/// <summary>Addresses on this site, as return addresses must be.</summary>
public static class LocalUrl
{
    /// <summary>Whether the text is a path of this site: it starts with one slash, and no backslash or control character makes a browser see a host in it.</summary>
    public static bool IsLocal(string? url) =>
        url is { Length: > 0 } && url[0] == '/' && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Any(c => char.IsControl(c) || c == '\\');

    /// <summary>The address if it is local, else the other.</summary>
    public static string OrElse(string? url, string other) => IsLocal(url) ? url! : other;
}
