namespace Components.Files;

/// <summary>PNG: chunk after chunk, from the header to the end chunk, and nothing behind it.</summary>
internal static class PngContent
{
    public static ReadOnlySpan<byte> Start => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private const int AroundData = 12;

    public static FileFinding Find(FileBytes bytes)
    {
        if (!bytes.Has(8, [0, 0, 0, 13]) || !bytes.Has(12, "IHDR"u8))
            return FileRefusalReason.Damaged;
        var hasPicture = false;
        for (long place = 8; bytes.BigEndian(place, 4) is >= 0 and var length; place += length + AroundData)
        {
            hasPicture |= bytes.Has(place + 4, "IDAT"u8);
            if (bytes.Has(place + 4, "IEND"u8))
                return Ended(bytes, hasPicture && length == 0, place + AroundData);
        }
        return FileRefusalReason.Damaged;
    }

    private static FileFinding Ended(FileBytes bytes, bool isWhole, long end)
    {
        if (!isWhole || end > bytes.Length)
            return FileRefusalReason.Damaged;
        return end == bytes.Length ? FileKind.Png : FileRefusalReason.Disguised;
    }
}
