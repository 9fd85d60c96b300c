using System.ComponentModel.DataAnnotations;

namespace Components.Mail;

/// <summary>How mail leaves the site. Bound from the section <c>Mail</c>.</summary>
public sealed class MailOptions : IValidatableObject
{
    /// <summary>The SMTP server's name. Null or empty: mails are written as <c>.eml</c> files into <c>mail/</c> in the data directory.</summary>
    public string? Host { get; set => field = OrNull(value); }

    /// <summary>Its port. 1 to 65535, default 587.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>Whether to demand STARTTLS. Default true. (The framework's client knows no implicit TLS, port 465.)</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>The login. Null or empty: none.</summary>
    public string? UserName { get; set => field = OrNull(value); }

    /// <summary>Its password. Keep it out of files: <c>Mail__Password</c> in the environment works.</summary>
    public string? Password { get; set => field = OrNull(value); }

    /// <summary>The sender's address. Default <c>site@localhost</c>.</summary>
    [Required, EmailAddress]
    public string From { get; set; } = "site@localhost";

    /// <summary>How long an attempt may take. 1 second to 10 minutes, default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    // `Mail__Host=` in the environment says that there is none.
    private static string? OrNull(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (UserName is not null && Password is null)
            yield return new ValidationResult("Mail:UserName is set, so Mail:Password must be set too.", [nameof(Password)]);
    }
}
