using System.ComponentModel.DataAnnotations;

namespace Components.Contact;

/// <summary>What the site's owner decides about the contact form. Bound from the section <c>Packs:Contact</c>.</summary>
public sealed class ContactOptions
{
    /// <summary>Who gets the messages by mail. Default <c>owner@localhost</c>. In the inbox they are in any case.</summary>
    [Required, EmailAddress]
    public string To { get; set; } = "owner@localhost";
}
