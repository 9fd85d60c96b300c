using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Components.Contact.Form;

/// <summary>What the form asks for.</summary>
public sealed class ContactQuestion : IValidatableObject
{
    /// <summary>Where to answer. One address.</summary>
    [Display(Name = "Your e-mail address"), Required, EmailAddress, StringLength(ContactMessage.LongestEmail)]
    public string? Email { get; set; }

    /// <summary>Plain text. Not blank.</summary>
    [Display(Name = "Your question"), Required, StringLength(ContactMessage.LongestQuestion)]
    public string? Question { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // The attribute only looks for an @; a line break or a comma would reach the mail's headers.
        if (!MailAddress.TryCreate(Email, out var address) || address.Address != Email || Email!.Any(c => char.IsControl(c) || c is ',' or ';' or ' '))
            yield return new ValidationResult("Please enter one e-mail address, such as name@example.com.", [nameof(Email)]);
    }
}
