namespace Components.Contact.Inbox;

/// <summary>Which messages are listed.</summary>
public enum InboxFolder
{
    /// <summary>What is to be dealt with.</summary>
    Inbox,

    /// <summary>Of that, what nobody has read.</summary>
    Unread,

    /// <summary>What is starred, wherever it lies, without spam.</summary>
    Starred,

    /// <summary>What is to be dealt with by whoever asks.</summary>
    Mine,

    /// <summary>What is done with.</summary>
    Archive,

    /// <summary>What is taken for spam.</summary>
    Spam,
}
