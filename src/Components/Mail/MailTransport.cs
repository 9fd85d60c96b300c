using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;

namespace Components.Mail;

/// <summary>Hands one mail over: to the SMTP server that the owner configured, else into the pickup folder.</summary>
internal sealed class MailTransport(IOptions<MailOptions> options, SiteFolders folders)
{
    private readonly MailOptions _options = options.Value;

    /// <summary>Returns once the mail was taken.</summary>
    /// <exception cref="SmtpException">The server did not take it, or could not be reached.</exception>
    public async Task SendAsync(OutboxMail mail, CancellationToken cancellation)
    {
        using var message = Compose(mail);
        using var client = Connect();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(_options.Timeout);
        try
        {
            await client.SendMailAsync(message, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SmtpException($"The mail server {_options.Host} did not answer within {_options.Timeout.TotalSeconds:0} seconds.");
        }
    }

    private MailMessage Compose(OutboxMail mail)
    {
        var message = new MailMessage(_options.From, mail.To)
        {
            Subject = mail.Subject,
            Body = mail.Body,
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        // A file is opened by a person, who cannot read base64.
        if (_options.Host is null)
            message.BodyTransferEncoding = TransferEncoding.EightBit;
        message.Headers["Message-ID"] = mail.MessageId;
        message.Headers["Auto-Submitted"] = "auto-generated";
        if (mail.ReplyTo is not null)
            message.ReplyToList.Add(mail.ReplyTo);
        return message;
    }

    private SmtpClient Connect()
    {
        if (_options.Host is null)
            return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folders.Data("mail") };
        var client = new SmtpClient(_options.Host, _options.Port) { EnableSsl = _options.StartTls };
        if (_options.UserName is not null)
            client.Credentials = new NetworkCredential(_options.UserName, _options.Password);
        return client;
    }
}
