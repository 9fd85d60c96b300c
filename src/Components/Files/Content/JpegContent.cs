namespace Components.Files;

/// <summary>
/// JPEG: segment after segment to its end mark. Behind it only what cameras put there: further pictures (CIPA DC-007, as for high dynamic range), the film of a moving picture, zeros, and
/// Samsung's trailer. That one is known by its directory alone, from SEFH to SEFT at the file's end: what stands between the picture and the directory is not looked at.
/// </summary>
internal static class JpegContent
{
    private const int StartOfScan = 0xDA, EndOfImage = 0xD9;

    public static FileFinding Find(FileBytes bytes)
    {
        // "FF D8 FF E0 / *" is a script to who reads it as one, and a picture with an unlikely first segment to everybody else.
        if (bytes.Has(4, "/*"u8))
            return FileRefusalReason.Disguised;
        var end = EndOfPicture(bytes, 0);
        if (end < 0)
            return FileRefusalReason.Damaged;
        return IsKnown(bytes, end) ? FileKind.Jpeg : FileRefusalReason.Disguised;
    }

    private static bool IsKnown(FileBytes bytes, long place)
    {
        while ((place = bytes.SkipZeros(place)) < bytes.Length)
        {
            if (IsSamsungs(bytes))
                return true;
            // The zeros before a film are the first bytes of its size.
            var next = bytes.Has(place, [0xFF, 0xD8, 0xFF]) ? EndOfPicture(bytes, place) : EndOfFilm(bytes, place);
            if (next < 0 || next > bytes.Length)
                return false;
            place = next;
        }
        return true;
    }

    private static bool IsSamsungs(FileBytes bytes) =>
        bytes.Has(bytes.Length - 4, "SEFT"u8) && bytes.LittleEndian(bytes.Length - 8, 4) is >= 0 and var length && bytes.Has(bytes.Length - 8 - length, "SEFH"u8);

    private static long EndOfFilm(FileBytes bytes, long place)
    {
        for (var start = Math.Max(0, place - 3); start <= place; start++)
            if (bytes.Has(start + 4, "ftyp"u8))
                return BoxContent.EndOfBoxes(bytes, start);
        return -1;
    }

    /// <summary>Where a picture that begins at a place ends; -1 where it does not.</summary>
    private static long EndOfPicture(FileBytes bytes, long start)
    {
        var place = start + 2;
        while (bytes[place] == 0xFF)
        {
            while (bytes[place + 1] == 0xFF)
                place++;
            var marker = bytes[place + 1];
            if (marker == EndOfImage)
                return place + 2;
            if (bytes.BigEndian(place + 2, 2) is not (>= 2 and var length))
                return -1;
            place += 2 + length;
            if (marker == StartOfScan)
                place = EndOfScan(bytes, place);
        }
        return -1;
    }

    // In the picture's data a byte of FF is followed by 00, or by one of the restart marks.
    private static long EndOfScan(FileBytes bytes, long place)
    {
        while (bytes[place] is >= 0 and var value)
        {
            if (value == 0xFF && bytes[place + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
                return place;
            place++;
        }
        return place;
    }
}
