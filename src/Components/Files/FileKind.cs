namespace Components.Files;

/// <summary>
/// A kind of file that can be taken, such as PDF. Which kind a file is, its content says: neither its name nor the <c>Content-Type</c> that came with it is believed.
/// </summary>
public sealed class FileKind
{
    private FileKind(string name, string mediaType, params string[] extensions) => (Name, MediaType, Extensions) = (name, mediaType, extensions);

    /// <summary>What it is called in settings, such as <c>pdf</c>.</summary>
    public string Name { get; }

    /// <summary>Its media type (RFC 6838), such as <c>application/pdf</c>.</summary>
    public string MediaType { get; }

    /// <summary>The endings that a name of this kind may have, without the dot; the first is given to a name that has another.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>PDF, from its first byte to its end mark (ISO 32000-1, 7.5).</summary>
    public static FileKind Pdf { get; } = new("pdf", "application/pdf", "pdf");

    /// <summary>PNG (W3C Portable Network Graphics, 5).</summary>
    public static FileKind Png { get; } = new("png", "image/png", "png");

    /// <summary>JPEG (ITU T.81, B), also with the further pictures and the film that telephones put behind it.</summary>
    public static FileKind Jpeg { get; } = new("jpeg", "image/jpeg", "jpg", "jpeg", "jfif");

    /// <summary>GIF (87a and 89a).</summary>
    public static FileKind Gif { get; } = new("gif", "image/gif", "gif");

    /// <summary>WebP (RFC 9649).</summary>
    public static FileKind Webp { get; } = new("webp", "image/webp", "webp");

    /// <summary>HEIC and HEIF, as iPhones take pictures (ISO 23008-12).</summary>
    public static FileKind Heic { get; } = new("heic", "image/heic", "heic", "heif");

    /// <summary>AVIF.</summary>
    public static FileKind Avif { get; } = new("avif", "image/avif", "avif");

    /// <summary>MP4 (ISO 14496-14).</summary>
    public static FileKind Mp4 { get; } = new("mp4", "video/mp4", "mp4", "m4v");

    /// <summary>QuickTime, as iPhones film.</summary>
    public static FileKind Mov { get; } = new("mov", "video/quicktime", "mov", "qt");

    /// <summary>Plain text: UTF-8, UTF-16 with its mark, or an older encoding without control characters. Not what looks like a web page or a program.</summary>
    public static FileKind Text { get; } = new("txt", "text/plain", "txt", "text", "log", "md");

    /// <summary>The same as <see cref="Text"/>, with a name that says it is a table: content alone does not tell.</summary>
    public static FileKind Csv { get; } = new("csv", "text/csv", "csv", "tsv");

    /// <summary>Word without macros (ISO 29500).</summary>
    public static FileKind Docx { get; } = new("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx");

    /// <summary>Excel without macros.</summary>
    public static FileKind Xlsx { get; } = new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    /// <summary>PowerPoint without macros.</summary>
    public static FileKind Pptx { get; } = new("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx");

    /// <summary>OpenDocument text (ISO 26300).</summary>
    public static FileKind Odt { get; } = new("odt", "application/vnd.oasis.opendocument.text", "odt");

    /// <summary>OpenDocument spreadsheet.</summary>
    public static FileKind Ods { get; } = new("ods", "application/vnd.oasis.opendocument.spreadsheet", "ods");

    /// <summary>OpenDocument presentation.</summary>
    public static FileKind Odp { get; } = new("odp", "application/vnd.oasis.opendocument.presentation", "odp");

    /// <summary>ZIP (APPNOTE 6.3.10). Never unpacked here, so that it cannot burst here; whoever opens it should know.</summary>
    public static FileKind Zip { get; } = new("zip", "application/zip", "zip");

    /// <summary>Pictures.</summary>
    public static IReadOnlyList<FileKind> Pictures { get; } = [Jpeg, Png, Gif, Webp, Heic, Avif];

    /// <summary>What people write and calculate.</summary>
    public static IReadOnlyList<FileKind> Documents { get; } = [Pdf, Docx, Xlsx, Pptx, Odt, Ods, Odp, Text, Csv];

    /// <summary>Films.</summary>
    public static IReadOnlyList<FileKind> Films { get; } = [Mp4, Mov];

    /// <summary>Every kind that is known.</summary>
    public static IReadOnlyList<FileKind> All { get; } = [.. Documents, .. Pictures, .. Films, Zip];

    /// <summary>The kinds that a word in a setting stands for: a kind's name or one of its endings, or <c>pictures</c>, <c>documents</c>, <c>films</c>. Without regard to case.</summary>
    /// <returns>Empty where it stands for none.</returns>
    public static IReadOnlyList<FileKind> Named(string name) => name.ToLowerInvariant() switch
    {
        "pictures" => Pictures,
        "documents" => Documents,
        "films" => Films,
        var word => [.. All.Where(kind => kind.Name == word || kind.Extensions.Contains(word))],
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
