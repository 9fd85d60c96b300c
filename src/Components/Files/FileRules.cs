namespace Components.Files;

/// <summary>Which files are taken, and how many. Immutable: change it with <c>with</c>.</summary>
public sealed record FileRules
{
    /// <summary>Which kinds. Default: pictures and documents; neither archives nor films.</summary>
    public IReadOnlyCollection<FileKind> Kinds { get; init; } = [.. FileKind.Documents, .. FileKind.Pictures];

    /// <summary>How large one file may be, in bytes. 1 to 10,000,000,000, default 10,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set outside of its range.</exception>
    public long MaxFileBytes { get; init => field = Checked(value, LargestBytes, nameof(MaxFileBytes)); } = 10_000_000;

    /// <summary>How many files one post may bring. 1 to 100, default 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set outside of its range.</exception>
    public int MaxFiles { get; init => field = (int)Checked(value, 100, nameof(MaxFiles)); } = 5;

    /// <summary>How large they may be together, in bytes. 1 to 10,000,000,000, default 20,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set outside of its range.</exception>
    public long MaxTotalBytes { get; init => field = Checked(value, LargestBytes, nameof(MaxTotalBytes)); } = 20_000_000;

    /// <summary>For the attribute <c>accept</c> of a file input: the endings, which every system knows, and the media types. A convenience for people; what counts is the content.</summary>
    public string Accept => string.Join(',', Kinds.SelectMany(kind => kind.Extensions.Select(extension => $".{extension}").Append(kind.MediaType)).Distinct());

    /// <summary>The endings, for people: <c>pdf, docx, jpg</c>.</summary>
    public string Endings => string.Join(", ", Kinds.Select(kind => kind.Extensions[0]));

    private const long LargestBytes = 10_000_000_000;

    // What stands around a file in a multipart body: its headers and the boundary. Telephones send long names.
    private const long BytesAroundFile = 2_048;

    /// <summary>How large a body can be that keeps to the rules, without its other fields.</summary>
    internal long MaxBodyBytes => MaxTotalBytes + (MaxFiles * BytesAroundFile);

    private static long Checked(long value, long most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
        return value;
    }
}
