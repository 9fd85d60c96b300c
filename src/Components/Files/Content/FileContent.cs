namespace Components.Files;

/// <summary>
/// Decides what a file is by its content: its first bytes say what it claims to be, and its structure must bear that out to the last byte, so that nothing else hides before, behind or within.
/// </summary>
internal static class FileContent
{
    /// <param name="bytes">The content.</param>
    /// <param name="extension">The name's ending, which only tells a table from other text.</param>
    public static FileFinding Find(FileBytes bytes, string extension)
    {
        if (bytes.Length == 0)
            return FileRefusalReason.Empty;
        var found = FindByStart(bytes, extension);
        if (found.Kind is null || found.Kind is { Name: "zip" } || ZipContent.IsZipBased(found.Kind))
            return found;
        // An archive is found from its end, whatever stands before it.
        if (ZipContent.IsHidden(bytes))
            return FileRefusalReason.Disguised;
        return FileKind.Pictures.Contains(found.Kind) && ForeignMarks.AreIn(bytes) ? FileRefusalReason.Disguised : found;
    }

    private static FileFinding FindByStart(FileBytes bytes, string extension) => bytes switch
    {
        _ when bytes.Has(0, "%PDF-"u8) => PdfContent.Find(bytes),
        _ when bytes.Has(0, PngContent.Start) => PngContent.Find(bytes),
        _ when bytes.Has(0, [0xFF, 0xD8, 0xFF]) => JpegContent.Find(bytes),
        _ when bytes.Has(0, "GIF87a"u8) || bytes.Has(0, "GIF89a"u8) => GifContent.Find(bytes),
        _ when bytes.Has(0, "RIFF"u8) && bytes.Has(8, "WEBP"u8) => WebpContent.Find(bytes),
        _ when bytes.Has(4, "ftyp"u8) => BoxContent.Find(bytes),
        _ when bytes.Has(0, "PK"u8) && bytes.Has(2, [3, 4]) => ZipContent.Find(bytes),
        _ => TextContent.Find(bytes, extension),
    };
}
