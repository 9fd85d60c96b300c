using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Components.Mail;

/// <summary>How mail leaves the site. Bound from the section <c>Mail</c>.</summary>
public sealed class MailOptions : IValidatableObject
{
    private const int ImplicitTlsPort = 465;

    /// <summary>The SMTP server's name. Null or empty: mails are written as <c>.eml</c> files into <c>mail/</c> in the data directory.</summary>
    public string? Host { get; set => field = OrNull(value); }

    /// <summary>Its port. 1 to 65535, default 587.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>Whether to demand STARTTLS. Default true. The framework's client knows no implicit TLS, so port 465 is refused at the start.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>The login. Null or empty: none.</summary>
    public string? UserName { get; set => field = OrNull(value); }

    /// <summary>Its password. Keep it out of files: <c>Mail__Password</c> in the environment works.</summary>
    public string? Password { get; set => field = OrNull(value); }

    /// <summary>The sender's address. Default <c>site@localhost</c>.</summary>
    [Required, EmailAddress]
    public string From { get; set; } = "site@localhost";

    /// <summary>What is shown as the sender's name beside the address. Up to 100 characters. Null or empty: the address alone.</summary>
    [StringLength(OutboxMail.LongestName)]
    public string? FromName { get; set => field = OrNull(value); }

    /// <summary>How long an attempt may take. 1 second to 10 minutes, default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many days the receiver and the subject of a mail are kept after it was sent, to be looked up in the admin area; the text goes at once. 0 to 3650, default 30. 0: they go within the hour.
    /// </summary>
    [Range(0, 3650)]
    public int KeepSentDays { get; set; } = 30;

    // `Mail__Host=` in the environment says that there is none.
    private static string? OrNull(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (UserName is not null && Password is null)
            yield return new ValidationResult("Mail:UserName is set, so Mail:Password must be set too.", [nameof(Password)]);
        if (Host is not null && Port == ImplicitTlsPort)
            yield return new ValidationResult(
                "Mail:Port 465 stands for implicit TLS, which the framework's mail client does not have: it would wait in vain. Use the server's port for STARTTLS, mostly 587.", [nameof(Port)]);
        if (!MailAddress.TryCreate(From, out var address) || address.Address != From)
            yield return new ValidationResult($"Mail:From '{From}' must be one e-mail address and nothing else; the name beside it is Mail:FromName.", [nameof(From)]);
    }
}
