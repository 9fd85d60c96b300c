using System.Buffers;
using System.Text;

namespace Components.Files;

/// <summary>
/// Plain text, which has no mark of its own: no control characters, and nothing that a browser, a shell or a web server would run. A script without such a mark is text like any other.
/// </summary>
internal static class TextContent
{
    private static readonly SearchValues<string> Marks = SearchValues.Create(
        ["<script", "<html", "<!doctype", "<?php", "<?xml", "<svg", "<iframe", "%PDF-"], StringComparison.OrdinalIgnoreCase);

    private const int Longest = 16;

    public static FileFinding Find(FileBytes bytes, string extension)
    {
        var encoding = EncodingOf(bytes);
        if (encoding is null)
            return FileFinding.Unknown;
        if (IsMarkup(bytes, encoding))
            return FileRefusalReason.Markup;
        return FileKind.Csv.Extensions.Contains(extension) ? FileKind.Csv : FileKind.Text;
    }

    /// <summary>UTF-16 only with its mark; Latin-1 stands for every encoding that has ASCII in it, such as UTF-8 and Shift_JIS. Null: it is no text.</summary>
    private static Encoding? EncodingOf(FileBytes bytes)
    {
        var wide = bytes.Has(0, [0xFF, 0xFE]) ? Encoding.Unicode : bytes.Has(0, [0xFE, 0xFF]) ? Encoding.BigEndianUnicode : null;
        var encoding = wide ?? Encoding.Latin1;
        var isOdd = wide is not null && bytes.Length % 2 != 0;
        return !isOdd && !bytes.Pieces(Longest).Any(piece => HasControls(encoding.GetString(piece), isLatin: wide is null)) ? encoding : null;
    }

    // 80 to 9F are letters, or halves of them, in most encodings of bytes.
    private static bool HasControls(string text, bool isLatin)
    {
        foreach (var c in text)
            if (c is '\u007F' || (c < ' ' && c is not ('\t' or '\n' or '\r' or '\f' or '\u001B')) || (!isLatin && c is >= '\u0080' and <= '\u009F' and not '\u0085'))
                return true;
        return false;
    }

    private static bool IsMarkup(FileBytes bytes, Encoding encoding)
    {
        var start = encoding.GetString(bytes.Read(0, 2_048)).TrimStart('\uFEFF', 'ï', '»', '¿', ' ', '\t', '\r', '\n', '\f');
        return start.StartsWith("#!", StringComparison.Ordinal)
            || start.StartsWith("%!", StringComparison.Ordinal)
            || (start.Length > 1 && start[0] == '<' && (char.IsAsciiLetter(start[1]) || start[1] is '!' or '?' or '/'))
            || bytes.Pieces(Longest).Any(piece => encoding.GetString(piece).AsSpan().ContainsAny(Marks));
    }
}
