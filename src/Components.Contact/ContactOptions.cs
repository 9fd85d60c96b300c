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

    /// <summary>
    /// Whether browsers of people without an account do a second of work before a message is sent, as the section <c>Spam</c> says; a message without it, as from a browser without JavaScript,
    /// is doubtful. Default true.
    /// </summary>
    public bool ProofOfWork { get; set; } = true;

    /// <summary>A message that is sent sooner than so many seconds after the form was first used is doubtful; not a member's. 0 to 60, default 3; 0: none is.</summary>
    [Range(0, 60)]
    public int DoubtFasterThanSeconds { get; set; } = 3;

    /// <summary>A message with more links than this is doubtful; not a member's. 0 to 100, default 5.</summary>
    [Range(0, 100)]
    public int DoubtLinksOver { get; set; } = 5;

    /// <summary>Messages are doubtful once more than so many came from the same network within an hour; not members'. 0 to 100, default 10; 0: none are.</summary>
    [Range(0, 100)]
    public int DoubtMessagesOver { get; set; } = 10;

    /// <summary>
    /// A message is doubtful where so many of the last day have the same text: of everybody where it has 40 characters or more, else from the same network. Not a member's. 0 to 100, default 1; 0: none is.
    /// </summary>
    [Range(0, 100)]
    public int DoubtDuplicatesFrom { get; set; } = 1;

    /// <summary>Messages are doubtful from networks of which so many were spam in the last 30 days; not members'. 0 to 100, default 2; 0: none are.</summary>
    [Range(0, 100)]
    public int DoubtOffendersFrom { get; set; } = 2;

    /// <summary>How many messages a minute one account, or one network where nobody is signed in, may send; more are answered with 429, and the text stays in the form. 1 to 1,000,000, default 5.</summary>
    [Range(1, 1_000_000)]
    public int MessagesPerMinute { get; set; } = 5;

    /// <summary>How many messages an hour one account, or one network where nobody is signed in, may send. 1 to 1,000,000, default 30.</summary>
    [Range(1, 1_000_000)]
    public int MessagesPerHour { get; set; } = 30;

    /// <summary>After how many days it is erased from which network a message came, which is kept to see who sends too much. 0 to 3650, default 30; 0: within the hour.</summary>
    [Range(0, 3_650)]
    public int KeepNetworkDays { get; set; } = 30;

    /// <summary>Which address people write to when they answer an answer from the inbox. Null: the site's own, <c>Mail:From</c>. Default null.</summary>
    [EmailAddress]
    public string? AnswersTo { get; set; }
}
