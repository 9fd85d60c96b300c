using System.Buffers;

namespace Components.Files;

/// <summary>PDF from its very first byte (readers take one that begins late, and so do those who hide one) to an end mark behind which there is only white space.</summary>
internal static class PdfContent
{
    // Readers look for the mark in the last 1,024 bytes (ISO 32000-1, annex H, note 18).
    private const int EndWithin = 1_024;

    private static readonly SearchValues<byte> Blank = SearchValues.Create(" \t\r\n\f\0"u8);

    public static FileFinding Find(FileBytes bytes)
    {
        if (bytes[5] is not ('1' or '2') || bytes[6] != '.')
            return FileRefusalReason.Damaged;
        var end = bytes.Read(Math.Max(0, bytes.Length - EndWithin), EndWithin);
        var mark = end.AsSpan().LastIndexOf("%%EOF"u8);
        if (mark < 0)
            return FileRefusalReason.Damaged;
        var behind = end.AsSpan(mark + 5);
        return !behind.ContainsAnyExcept(Blank) ? FileKind.Pdf : FileRefusalReason.Disguised;
    }
}
