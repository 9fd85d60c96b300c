using System.ComponentModel.DataAnnotations;

namespace Components.Contact.Inbox;

/// <summary>What is posted to do something with the message that is shown.</summary>
public sealed class MessageActs
{
    /// <summary>What.</summary>
    [Required]
    public InboxAct? Act { get; set; }

    /// <summary>Says that what cannot be undone is meant so.</summary>
    public string? Sure { get; set; }
}

/// <summary>What is posted to assign a message.</summary>
public sealed class Assignment
{
    /// <summary>The account; empty: nobody.</summary>
    [StringLength(100)]
    public string? Person { get; set; }
}

/// <summary>What is posted as a note.</summary>
public sealed class NoteForm
{
    /// <summary>Plain text.</summary>
    [Required(ErrorMessage = "Please write something."), StringLength(ContactEntry.LongestText)]
    public string? Text { get; set; }
}

/// <summary>What is posted as an answer.</summary>
public sealed class AnswerForm
{
    /// <summary>One line; empty: as proposed.</summary>
    [StringLength(ContactMessage.LongestSubject)]
    public string? Subject { get; set; }

    /// <summary>Plain text.</summary>
    [Required(ErrorMessage = "Please write something."), StringLength(ContactEntry.LongestText)]
    public string? Text { get; set; }

    /// <summary>Given: the message is quoted below.</summary>
    public string? Quote { get; set; }
}

/// <summary>What is posted to try a mail or a call again now.</summary>
public sealed class ChosenDelivery
{
    /// <summary>Its key in the outbox.</summary>
    public long Item { get; set; }
}
