namespace Components.Files;

/// <summary>What is made of boxes (ISO 14496-12): films, and the pictures of iPhones. The first box says which; together they fill the file.</summary>
internal static class BoxContent
{
    public static FileFinding Find(FileBytes bytes)
    {
        if (KindOf(bytes) is not { } kind)
            return FileFinding.Unknown;
        var end = EndOfBoxes(bytes, 0);
        if (end > bytes.Length || end < 0)
            return FileRefusalReason.Damaged;
        return end == bytes.Length ? kind : FileRefusalReason.Disguised;
    }

    /// <summary>Where boxes that begin at a place end: where no further box follows. Beyond the file's end where the last is cut off; -1 where there is none.</summary>
    public static long EndOfBoxes(FileBytes bytes, long start)
    {
        var place = start;
        while (place < bytes.Length && IsBox(bytes, place))
        {
            var size = SizeOf(bytes, place);
            if (size < 8)
                return -1;
            place += size;
        }
        return place == start ? -1 : place;
    }

    // A box is called by four letters or digits.
    private static bool IsBox(FileBytes bytes, long place)
    {
        for (var i = 4; i < 8; i++)
            if (bytes[place + i] is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or ' ' or 0xA9))
                return false;
        return true;
    }

    private static long SizeOf(FileBytes bytes, long place) => bytes.BigEndian(place, 4) switch
    {
        0 => bytes.Length - place,
        // A size of eight bytes stands behind the name; one that no file has would run over.
        1 => Math.Min(bytes.BigEndian(place + 8, 8), long.MaxValue / 4),
        var size => size,
    };

    private static FileKind? KindOf(FileBytes bytes)
    {
        var length = Math.Min(bytes.BigEndian(0, 4), 256);
        for (long place = 8; place + 4 <= length; place += place == 8 ? 8 : 4)
            if (KindOf(System.Text.Encoding.ASCII.GetString(bytes.Read(place, 4))) is { } kind)
                return kind;
        return null;
    }

    private static FileKind? KindOf(string brand) => brand switch
    {
        "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" => FileKind.Heic,
        "avif" or "avis" => FileKind.Avif,
        "qt  " => FileKind.Mov,
        "isom" or "iso2" or "iso4" or "iso5" or "iso6" or "mp41" or "mp42" or "avc1" or "M4V " or "M4VH" or "M4VP" => FileKind.Mp4,
        _ => null,
    };
}
