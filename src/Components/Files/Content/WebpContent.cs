namespace Components.Files;

/// <summary>WebP: its outer length is the file's, and its chunks fill it.</summary>
internal static class WebpContent
{
    public static FileFinding Find(FileBytes bytes)
    {
        var length = bytes.LittleEndian(4, 4) + 8;
        if (length > bytes.Length || !bytes.Has(12, "VP8"u8))
            return FileRefusalReason.Damaged;
        if (bytes.SkipZeros(length) != bytes.Length)
            return FileRefusalReason.Disguised;
        long place = 12;
        while (place < length && bytes.LittleEndian(place + 4, 4) is >= 0 and var size)
            place += 8 + size + (size & 1);
        return place == length ? FileKind.Webp : FileRefusalReason.Damaged;
    }
}
