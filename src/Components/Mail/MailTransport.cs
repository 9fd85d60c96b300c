using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Components.Mail;

/// <summary>Hands one mail over: to the SMTP server that the owner configured, else into the pickup folder.</summary>
internal sealed class MailTransport(IOptions<MailOptions> options, SiteFolders folders, MailComposer composer, TimeProvider clock)
{
    private static readonly TimeSpan AfterOurs = TimeSpan.FromSeconds(1);

    private readonly MailOptions _options = options.Value;

    /// <summary>Where mails go while no server is configured.</summary>
    public string PickupFolder => folders.Data("mail");

    /// <summary>Returns once the mail was taken. On the mail it notes whether its receiver was refused for good.</summary>
    /// <exception cref="SmtpException">The server did not take it, or could not be reached.</exception>
    /// <exception cref="TimeoutException">The server did not answer in time.</exception>
    /// <exception cref="FormatException">An address is none.</exception>
    public async Task SendAsync(OutboxMail mail, CancellationToken cancellation)
    {
        try
        {
            using var message = composer.Compose(mail);
            await SendAsync(message, cancellation);
        }
        catch (Exception e)
        {
            mail.NoteRefusal(MailFailure.IsForGood(e) ? clock.GetUtcNow() : null);
            throw;
        }
    }

    private async Task SendAsync(MailMessage message, CancellationToken cancellation)
    {
        using var client = Connect();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(_options.Timeout);
        try
        {
            await client.SendMailAsync(message, timeout.Token);
        }
        catch (Exception) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server {_options.Host} did not answer within {_options.Timeout.TotalSeconds:0} seconds.");
        }
    }

    private SmtpClient Connect()
    {
        if (_options.Host is null)
            return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = PickupFolder };
        // After the text it waits for the server's word without an eye on the cancellation: its own timeout ends that, later than ours, which says what has happened.
        var client = new SmtpClient(_options.Host, _options.Port) { EnableSsl = _options.StartTls, Timeout = (int)(_options.Timeout + AfterOurs).TotalMilliseconds };
        if (_options.UserName is not null)
            client.Credentials = new NetworkCredential(_options.UserName, _options.Password);
        return client;
    }
}
