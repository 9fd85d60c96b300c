using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Components.Files;

namespace Components.Mail;

/// <summary>A file in a mail. The framework writes names that are not ASCII where mail readers need not look for them, so they are written here, as RFC 2231 has it.</summary>
internal static class MailFile
{
    private const int PieceLength = 60;

    public static Attachment Attach(MailAttachment file, Stream content)
    {
        var attachment = new Attachment(content, TypeOf(file.MediaType)) { TransferEncoding = TransferEncoding.Base64 };
        attachment.ContentDisposition!.DispositionType = DispositionTypeNames.Attachment;
        var name = NameOf(file);
        if (Ascii.IsValid(name) && name.Length <= PieceLength)
            attachment.ContentDisposition.FileName = name;
        else
            foreach (var (parameter, piece) in Pieces(name))
                attachment.ContentDisposition.Parameters[parameter] = piece;
        return attachment;
    }

    /// <summary>What the receiver sees it called: see <see cref="FileName.Clean"/>.</summary>
    public static string NameOf(MailAttachment file) => FileName.Clean(file.Name) is { Length: > 0 } name ? name : "file";

    // What holds other mails or parts may not be base64 (RFC 2046, 5.2.1), so it goes as plain bytes.
    private static ContentType TypeOf(string mediaType)
    {
        try
        {
            var type = new ContentType(mediaType);
            if (!type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && !type.MediaType.StartsWith("message/", StringComparison.OrdinalIgnoreCase))
                return new ContentType(type.MediaType);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            // As if it were not known.
        }
        return new ContentType(MediaTypeNames.Application.Octet);
    }

    // filename*0*=utf-8''…; filename*1*=…: lines stay short, and no character is torn apart.
    private static IEnumerable<(string Parameter, string Piece)> Pieces(string name)
    {
        var piece = new StringBuilder("utf-8''");
        var number = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            piece.Append(Uri.EscapeDataString(rune.ToString()).Replace("*", "%2A", StringComparison.Ordinal).Replace("'", "%27", StringComparison.Ordinal).Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal).Replace("!", "%21", StringComparison.Ordinal));
            if (piece.Length < PieceLength)
                continue;
            yield return ($"filename*{number++}*", piece.ToString());
            piece.Clear();
        }
        if (piece.Length > 0)
            yield return ($"filename*{number}*", piece.ToString());
    }
}
