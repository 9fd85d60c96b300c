using Components.Spam;

namespace Components.Contact;

/// <summary>What its readers do with a message.</summary>
public sealed partial class ContactMessage
{
    /// <summary>Where it lies.</summary>
    public MessagePlace Place { get; private set; }

    /// <summary>What speaks against it: <see cref="Finding.FromJson"/>. Null: nothing.</summary>
    public string? Findings { get; private set; }

    /// <summary>When it was starred; null: it is not.</summary>
    public DateTimeOffset? StarredAt { get; private set; }

    /// <summary>Whose task it is; null: nobody's in particular.</summary>
    public string? AssignedKey { get; private set; }

    /// <summary>What they are called.</summary>
    public string? AssignedName { get; private set; }

    /// <summary>Whether something speaks against it, without its being spam.</summary>
    public bool IsDoubtful => Place != MessagePlace.Spam && Findings is not null;

    internal void Star(DateTimeOffset? at) => StarredAt = at;

    internal void Assign(string? key, string? name) => (AssignedKey, AssignedName) = (key, name);

    internal void MoveTo(MessagePlace place) => Place = place;

    /// <summary>Takes it out of the spam: nothing speaks against it any more.</summary>
    internal void Rescue() => (Place, Findings) = (MessagePlace.Inbox, null);
}

/// <summary>Where a message lies.</summary>
public enum MessagePlace
{
    /// <summary>It is to be read.</summary>
    Inbox,

    /// <summary>It is done with, and kept.</summary>
    Archive,

    /// <summary>It is taken for spam: nobody was told of it.</summary>
    Spam,
}
