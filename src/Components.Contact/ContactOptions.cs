using System.ComponentModel.DataAnnotations;

namespace Components.Contact;

/// <summary>What the site's owner decides about all forms. Bound from the section <c>Packs:Contact</c>.</summary>
public sealed class ContactOptions
{
    /// <summary>Who gets the messages by mail, where a form does not say. Default <c>owner@localhost</c>. In the inbox they are in any case.</summary>
    [Required, EmailAddress]
    public string To { get; set; } = "owner@localhost";

    /// <summary>The folder of the forms' files, <c>{id}.json</c>, from the site's content root. Default <c>content/forms</c>.</summary>
    [Required]
    public string Forms { get; set; } = "content/forms";

    /// <summary>After how many days messages are erased, with their files, where a form does not say. 1 to 36500; null: never. Default null.</summary>
    [Range(1, 36_500)]
    public int? KeepDays { get; set; }

    /// <summary>How many automatic replies one address gets in a day, so that nobody can use a form to flood somebody else. 1 to 100, default 3.</summary>
    [Range(1, 100)]
    public int AutoRepliesPerDay { get; set; } = 3;

    /// <summary>After how many days it is erased from which network a message came, which is kept to see who sends too much. 0 to 3650, default 30; 0: within the hour.</summary>
    [Range(0, 3_650)]
    public int KeepNetworkDays { get; set; } = 30;

    /// <summary>Which address people write to when they answer an answer from the inbox. Null: the site's own, <c>Mail:From</c>. Default null.</summary>
    [EmailAddress]
    public string? AnswersTo { get; set; }
}
