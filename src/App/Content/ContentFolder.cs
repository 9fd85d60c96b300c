namespace App.Content;

/// <summary>The site's folder of content, by the addresses of its pages: <c>guides/start.md</c> is <c>/guides/start</c>, <c>guides/index.md</c> is <c>/guides</c>.</summary>
internal sealed class ContentFolder(IWebHostEnvironment host)
{
    public const string Markdown = ".md";
    private const string Index = "index";
    private const int MostParts = 10;
    private const int LongestPart = 100;

    // Markdown before HTML, where somebody has both.
    private static readonly string[] Endings = [Markdown, ".html"];

    public string Root { get; } = Path.Combine(host.ContentRootPath, "content");

    /// <summary>The file behind an address.</summary>
    /// <param name="path">As of a request: decoded, and not to be trusted.</param>
    /// <returns>Null where there is none.</returns>
    public string? Find(string path)
    {
        if (PartsOf(path) is not { } parts)
            return null;
        var place = Path.Combine([Root, .. parts]);
        var files = parts is [.., Index] ? [] : Endings.Select(ending => place + ending);
        return (parts.Length == 0 ? [] : files).Concat(Endings.Select(ending => Path.Combine(place, Index + ending))).FirstOrDefault(file => File.Exists(file) && IsInside(file));
    }

    /// <summary>The file that lies at an address as it is written there, such as a picture; the caller says which kinds there are.</summary>
    /// <param name="path">As of a request: decoded, and not to be trusted.</param>
    /// <returns>Null where there is none.</returns>
    public string? FindFile(string path) =>
        PartsOf(path) is { Length: > 0 } parts && Path.Combine([Root, .. parts]) is var file && File.Exists(file) && IsInside(file) && LengthOf(file) > 0 ? file : null;

    /// <summary>
    /// How long a file is, or what a link leads to. What has no length is never opened: it may be a named pipe, and whoever opens that waits until somebody else writes into it.
    /// </summary>
    public static long LengthOf(string file) => ((FileInfo?)File.ResolveLinkTarget(file, returnFinalTarget: true) ?? new FileInfo(file)).Length;

    /// <summary>All files that could be pages, by their addresses, also those that cannot be served and the reason why.</summary>
    public IEnumerable<(string File, string Path, Mistake? Problem)> All()
    {
        if (!Directory.Exists(Root))
            yield break;
        // Links are looked at, and not followed: one may lead around in circles.
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true, MaxRecursionDepth = MostParts };
        foreach (var file in Directory.EnumerateFileSystemEntries(Root, "*", options).Order(StringComparer.Ordinal))
        {
            var isLink = new FileInfo(file).LinkTarget is not null;
            if (isLink && !IsInside(file))
                yield return (file, "", new Mistake(0, "it is a link that leads out of the content folder, or nowhere. It is not followed."));
            else if (Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) && File.Exists(file))
                yield return Describe(file);
        }
    }

    private (string, string, Mistake?) Describe(string file)
    {
        var relative = Path.GetRelativePath(Root, file).Replace('\\', '/');
        var name = relative[..^Path.GetExtension(relative).Length];
        var path = "/" + (name == Index ? "" : name.EndsWith("/" + Index, StringComparison.Ordinal) ? name[..^(Index.Length + 1)] : name);
        var served = Find(path);
        return (file, path,
            served is null ? new Mistake(0, "it has no address: parts of a path begin with a letter or digit, then letters, digits, spaces and . _ - ~ only, and it ends in .md or .html.")
            : !string.Equals(served, file, StringComparison.Ordinal) ? new Mistake(0, $"{Path.GetRelativePath(Root, served)} has the same address, {path}, and is shown.")
            : null);
    }

    // A list of what is good, so that nothing is forgotten: no "..", no hidden files, no drive, no control character.
    private static string[]? PartsOf(string path)
    {
        var parts = path.Trim('/').Split('/');
        if (parts is [""])
            return path.Length <= 1 ? [] : null;
        return parts.Length <= MostParts && parts.All(IsGood) ? parts : null;
    }

    private static bool IsGood(string part) =>
        part.Length is > 0 and <= LongestPart && char.IsLetterOrDigit(part[0]) && part[^1] is not ('.' or ' ')
        && part.All(c => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark || c is '.' or '_' or '-' or '~' or ' ');

    /// <summary>Whether it is in the folder still when every link on the way is followed.</summary>
    private bool IsInside(string file)
    {
        try
        {
            var root = Real(new DirectoryInfo(Root));
            var at = root;
            foreach (var part in Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar))
            {
                var next = Path.Combine(at, part);
                at = Real(Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next));
                if (!at.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                    return false;
            }
            return File.Exists(at) || Directory.Exists(at);
        }
        catch (IOException)
        {
            // Links in a circle.
            return false;
        }
    }

    private static string Real(FileSystemInfo info) => Path.TrimEndingDirectorySeparator((info.LinkTarget is null ? info : info.ResolveLinkTarget(returnFinalTarget: true) ?? info).FullName);
}
