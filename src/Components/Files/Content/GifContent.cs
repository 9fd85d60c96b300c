namespace Components.Files;

/// <summary>GIF: block after block to the trailer, and nothing behind it.</summary>
internal static class GifContent
{
    private const int HeaderLength = 13;

    public static FileFinding Find(FileBytes bytes)
    {
        // "GIF89a/*" is a script to who reads it as one, and a picture of an unlikely width to everybody else; so is "GIF89a=".
        if (bytes[6] == '=' || bytes.Has(6, "/*"u8) || bytes.Has(6, "//"u8))
            return FileRefusalReason.Disguised;
        var place = HeaderLength + TableLength(bytes[10]);
        while (true)
        {
            switch (bytes[place])
            {
                case 0x21:
                    place = SkipBlocks(bytes, place + 2);
                    break;
                case 0x2C:
                    place = SkipBlocks(bytes, place + 10 + TableLength(bytes[place + 9]) + 1);
                    break;
                case 0x3B:
                    return bytes.SkipZeros(place + 1) == bytes.Length ? FileKind.Gif : FileRefusalReason.Disguised;
                default:
                    return FileRefusalReason.Damaged;
            }
        }
    }

    private static long TableLength(int flags) => flags >= 0 && (flags & 0x80) != 0 ? 3L << ((flags & 7) + 1) : 0;

    // Lengths and contents, until a length of nothing.
    private static long SkipBlocks(FileBytes bytes, long place)
    {
        while (bytes[place] is > 0 and var length)
            place += length + 1;
        return place + 1;
    }
}
