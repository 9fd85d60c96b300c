using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using Components.Packs;
using Microsoft.Extensions.Options;

namespace Components.Mail;

/// <summary>
/// Makes of a row what goes over the wire: the text, beside it the HTML (<c>multipart/alternative</c>), and around both the files (<c>multipart/mixed</c>).
/// </summary>
internal sealed class MailComposer(IOptions<MailOptions> options, IOptions<SiteOptions> site, SiteFolders folders, HtmlEncoder encoder, IServiceProvider services)
{
    private readonly MailOptions _options = options.Value;

    /// <summary>A message that holds its files open until it is disposed of.</summary>
    /// <exception cref="FormatException">An address is none.</exception>
    /// <exception cref="IOException">A file is there and cannot be read.</exception>
    public MailMessage Compose(OutboxMail mail)
    {
        var message = new MailMessage(new MailAddress(_options.From, mail.FromName ?? _options.FromName ?? "", Encoding.UTF8), AddressOf(mail.To))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        try
        {
            if (mail.ReplyTo is not null)
                message.ReplyToList.Add(AddressOf(mail.ReplyTo));
            AddHeaders(message, mail);
            AddContent(message, mail, AttachFiles(message, mail));
            return message;
        }
        catch
        {
            // With the files that were opened before the one that cannot be.
            message.Dispose();
            throw;
        }
    }

    // Of a list the framework takes the last address and says nothing, and a line break in quotation marks is none of its concern.
    private static MailAddress AddressOf(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && !text.Any(char.IsControl) ? address : throw new FormatException($"'{text}' is not one e-mail address.");

    private static void AddHeaders(MailMessage message, OutboxMail mail)
    {
        message.Headers["Message-ID"] = mail.MessageId;
        if (mail.InReplyTo is { } answered)
            message.Headers["In-Reply-To"] = message.Headers["References"] = answered;
        else
            message.Headers["Auto-Submitted"] = "auto-generated";
    }

    private List<string> AttachFiles(MailMessage message, OutboxMail mail)
    {
        List<string> missing = [];
        foreach (var attachment in mail.Attachments)
            if (Open(attachment.File) is { } content)
                message.Attachments.Add(MailFile.Attach(attachment, content));
            else
                missing.Add(MailFile.NameOf(attachment));
        return missing;
    }

    // Null: it is gone, or lies elsewhere.
    private FileStream? Open(string file)
    {
        var root = folders.DataDirectory.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(Path.Combine(root, file));
        return path.StartsWith(root, StringComparison.Ordinal) && File.Exists(path) ? File.OpenRead(path) : null;
    }

    private void AddContent(MailMessage message, OutboxMail mail, List<string> missing)
    {
        var notes = NotesOf(missing);
        var text = mail.Body + string.Concat(notes.Select(note => $"\n\n[{note}]"));
        if (mail.Html is not { } html)
        {
            (message.Body, message.BodyEncoding, message.BodyTransferEncoding) = (WithLineEnds(text), Encoding.UTF8, Transfer);
            return;
        }
        message.AlternateViews.Add(View(text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(WithNotes(html, notes), MediaTypeNames.Text.Html));
    }

    // A file is opened by a person, who cannot read base64. On the wire base64 alone keeps lines of any length and a lone dot as they are.
    private TransferEncoding Transfer => _options.Host is null ? TransferEncoding.EightBit : TransferEncoding.Base64;

    private AlternateView View(string content, string mediaType)
    {
        var view = AlternateView.CreateAlternateViewFromString(WithLineEnds(content), Encoding.UTF8, mediaType);
        view.TransferEncoding = Transfer;
        return view;
    }

    // Text in mails has CRLF (RFC 2045, 6.8), also inside of base64.
    private static string WithLineEnds(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);

    private string WithNotes(string html, IReadOnlyList<string> notes)
    {
        var added = string.Concat(notes.Select(note => $"<p>[{encoder.Encode(note)}]</p>"));
        var end = html.LastIndexOf("</body", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html + added : html.Insert(end, added);
    }

    // Nobody asks while mails are sent, so it is the site's language.
    private string[] NotesOf(List<string> missing)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(site.Value.Language ?? "en");
            var texts = CoreTexts.In(services);
            return [.. missing.Select(name => texts["The file “{0}” is no longer there and could not be attached.", name].Value)];
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
