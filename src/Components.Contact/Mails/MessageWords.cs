using System.Text.Encodings.Web;
using Components.Contact.Forms;
using Components.Mail;
using Microsoft.Extensions.Localization;

namespace Components.Contact.Mails;

/// <summary>What stands in the places of the mails' templates.</summary>
public sealed class MessageWords(HtmlEncoder encoder, SiteAddress site)
{
    /// <summary>For <c>owner</c>: <c>form</c>, <c>from</c>, <c>subject</c>, <c>fields</c>, <c>page</c>, <c>inbox</c>, <c>warning</c>.</summary>
    internal Dictionary<string, MailValue> ForOwner(FormDefinition form, ContactMessage message, IReadOnlyList<ContactFile> files, IStringLocalizer texts)
    {
        var warning = message.IsDoubtful ? $"{texts["This message is doubtful; the inbox says why."]}\n\n" : "";
        return new()
        {
            ["form"] = form.Title.In(texts),
            ["from"] = message.Email.Length > 0 ? message.Email : texts["somebody without an address"].Value,
            ["subject"] = message.Subject,
            ["fields"] = Fields(message, files, texts),
            ["page"] = site.LinkTo(message.HostPage),
            ["inbox"] = site.LinkTo("/admin/contact/inbox"),
            ["warning"] = MailValue.OfHtml(warning, warning.Length == 0 ? "" : $"<p><strong>{encoder.Encode(warning.Trim())}</strong></p>"),
        };
    }

    /// <summary>For <c>reply</c>: <c>form</c>, <c>subject</c>, <c>text</c>, <c>fields</c>.</summary>
    internal Dictionary<string, MailValue> ForSender(FormDefinition form, ContactMessage message, IStringLocalizer texts) => new()
    {
        ["form"] = form.Title.In(texts),
        ["subject"] = form.ReplySubject?.In(texts) ?? texts["We have your message"].Value,
        ["text"] = form.ReplyText?.In(texts) ?? texts["Thank you. We have your message and will answer it."].Value,
        ["fields"] = Fields(message, [], texts),
    };

    private MailValue Fields(ContactMessage message, IReadOnlyList<ContactFile> files, IStringLocalizer texts)
    {
        var answers = AnsweredField.FromJson(message.Answers).Select(answer => (answer.Label, answer.Text));
        List<(string Label, string Text)> rows = [.. answers, .. files.Select(file => (texts["File"].Value, $"{file.Name} ({ByteSize.Write(file.Size)})"))];
        // Nothing was filled in, or it is from before forms were data, when all was text.
        if (rows.Count == 0)
            return message.Text;
        var text = string.Join('\n', rows.Select(row => row.Text.Contains('\n', StringComparison.Ordinal) ? $"{row.Label}:\n{row.Text}\n" : $"{row.Label}: {row.Text}"));
        var html = string.Concat(rows.Select(row => $"""<tr><th align="left" valign="top" style="padding: 4px 12px 4px 0;">{encoder.Encode(row.Label)}</th><td style="padding: 4px 0;">{Lines(row.Text)}</td></tr>""" + "\n"));
        return MailValue.OfHtml(text, $"<table>\n{html}</table>");
    }

    private string Lines(string text) => string.Join("<br>\n", text.Split('\n').Select(encoder.Encode));
}
