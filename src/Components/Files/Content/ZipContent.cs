using System.IO.Compression;
using System.Text;

namespace Components.Files;

/// <summary>
/// ZIP, and the documents that are one: it begins at the first byte and ends at the last, its table of contents is where it says, and its entries begin where that says. It is never unpacked, but for two small
/// entries that say which document it is.
/// </summary>
internal static class ZipContent
{
    private const int EndLength = 22, EntryLength = 46, MostEntries = 20_000, MostComment = 256, MostInflated = 1_000_000;
    private const uint Wide = 0xFFFFFFFF;

    private static readonly FileKind[] Based = [FileKind.Docx, FileKind.Xlsx, FileKind.Pptx, FileKind.Odt, FileKind.Ods, FileKind.Odp];

    public static bool IsZipBased(FileKind kind) => Based.Contains(kind);

    public static FileFinding Find(FileBytes bytes)
    {
        if (FindEnd(bytes) is not { } end)
            return FileRefusalReason.Damaged;
        var (size, start) = (bytes.LittleEndian(end + 12, 4), bytes.LittleEndian(end + 16, 4));
        // Archives of more than 4 GB or 65,535 entries say so in another record.
        if (size == Wide || start == Wide)
            return FileFinding.Unknown;
        var comment = bytes.Length - end - EndLength;
        if (start + size != end || comment > MostComment || bytes.Read(end + EndLength, MostComment).Contains((byte)'<'))
            return FileRefusalReason.Disguised;
        return EntriesOf(bytes, start, end) is { } entries ? KindOf(bytes, entries) : FileRefusalReason.Disguised;
    }

    /// <summary>Whether an archive ends in the last 64 KB of something else.</summary>
    public static bool IsHidden(FileBytes bytes)
    {
        var from = Math.Max(0, bytes.Length - EndLength - 65_535 - 1_024);
        var tail = bytes.Read(from, (int)(bytes.Length - from)).AsSpan();
        for (var place = 0; tail[place..].IndexOf("PK\u0005\u0006"u8) is >= 0 and var next; place += next + 1)
        {
            var end = from + place + next;
            var size = bytes.LittleEndian(end + 12, 4);
            if (size >= EntryLength && bytes.Has(end - size, "PK\u0001\u0002"u8))
                return true;
        }
        return false;
    }

    /// <summary>Where the record begins that ends the archive, behind which there is only its comment; null where it has none.</summary>
    private static long? FindEnd(FileBytes bytes)
    {
        var last = bytes.Length - EndLength;
        for (var place = last; place >= 0 && place >= last - 65_535; place--)
            if (bytes[place] == 'P' && bytes.Has(place, "PK\u0005\u0006"u8) && place + EndLength + bytes.LittleEndian(place + 20, 2) == bytes.Length)
                return place;
        return null;
    }

    /// <summary>The names and places of what is in it; null where the table does not fit the file.</summary>
    private static List<(string Name, long Start)>? EntriesOf(FileBytes bytes, long start, long end)
    {
        List<(string Name, long Start)> entries = [];
        var place = start;
        while (place < end)
        {
            if (!bytes.Has(place, "PK\u0001\u0002"u8) || entries.Count == MostEntries)
                return null;
            var (name, extra, comment) = (bytes.LittleEndian(place + 28, 2), bytes.LittleEndian(place + 30, 2), bytes.LittleEndian(place + 32, 2));
            var local = bytes.LittleEndian(place + 42, 4);
            if (!bytes.Has(local, "PK\u0003\u0004"u8) || local >= start)
                return null;
            entries.Add((Encoding.UTF8.GetString(bytes.Read(place + EntryLength, (int)name)), local));
            place += EntryLength + name + extra + comment;
        }
        return place == end && AreSound(entries) ? entries : null;
    }

    // What begins at the first byte must be part of it; no two are the same data under two names, as in archives that unpack to far more than any disk holds; and names must stay inside the folder into which
    // somebody unpacks it.
    private static bool AreSound(List<(string Name, long Start)> entries) =>
        entries.Any(entry => entry.Start == 0) && entries.DistinctBy(entry => entry.Start).Count() == entries.Count && entries.All(entry => IsInside(entry.Name));

    private static bool IsInside(string name) =>
        !name.Contains('\0', StringComparison.Ordinal) && !name.StartsWith('/') && !name.StartsWith('\\') && !(name.Length > 1 && name[1] == ':') && !name.Split('/', '\\').Contains("..");

    private static FileFinding KindOf(FileBytes bytes, List<(string Name, long Start)> entries)
    {
        var names = entries.Select(entry => entry.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Contains("[Content_Types].xml"))
            return OfficeKind(bytes, entries, names);
        return entries.Single(entry => entry.Start == 0).Name == "mimetype" ? OpenDocumentKind(bytes) : FileKind.Zip;
    }

    private static FileFinding OfficeKind(FileBytes bytes, List<(string Name, long Start)> entries, HashSet<string> names)
    {
        var types = Inflate(bytes, entries.First(entry => entry.Name.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase)).Start);
        if (types is null)
            return FileRefusalReason.Damaged;
        if (types.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || types.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)
            || names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            return FileRefusalReason.Macros;
        return (types, names) switch
        {
            _ when Is("wordprocessingml.document.main+xml", "word/document.xml") => FileKind.Docx,
            _ when Is("spreadsheetml.sheet.main+xml", "xl/workbook.xml") => FileKind.Xlsx,
            _ when Is("presentationml.presentation.main+xml", "ppt/presentation.xml") => FileKind.Pptx,
            _ => FileKind.Zip,
        };

        bool Is(string type, string part) => types.Contains(type, StringComparison.OrdinalIgnoreCase) && names.Contains(part);
    }

    // Its first entry is its media type, stored as it stands (ISO 26300-3, 3.3).
    private static FileFinding OpenDocumentKind(FileBytes bytes)
    {
        var type = Inflate(bytes, 0)?.Trim();
        return Based.SingleOrDefault(kind => kind.MediaType == type && type.StartsWith("application/vnd.oasis.", StringComparison.Ordinal)) ?? FileKind.Zip;
    }

    /// <summary>An entry's text, as far as it is of a size that makes sense; null where it cannot be read.</summary>
    private static string? Inflate(FileBytes bytes, long start)
    {
        var (method, size) = (bytes.LittleEndian(start + 8, 2), bytes.LittleEndian(start + 18, 4));
        var data = start + 30 + bytes.LittleEndian(start + 26, 2) + bytes.LittleEndian(start + 28, 2);
        // A size that was not known yet stands behind the data; the data itself tells where it ends.
        var packed = bytes.Read(data, size is > 0 and < MostInflated ? (int)size : MostInflated);
        try
        {
            using var content = new MemoryStream(packed);
            using Stream plain = method == 8 ? new DeflateStream(content, CompressionMode.Decompress) : content;
            var text = new byte[MostInflated];
            return Encoding.UTF8.GetString(text, 0, plain.ReadAtLeast(text, text.Length, throwOnEndOfStream: false));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
