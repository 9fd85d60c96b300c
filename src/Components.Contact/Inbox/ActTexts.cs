namespace Components.Contact.Inbox;

/// <summary>The words for folders and acts: keys of the pack's texts.</summary>
internal static class ActTexts
{
    public static string NameOf(InboxFolder folder) => folder switch
    {
        InboxFolder.Unread => "Unread",
        InboxFolder.Starred => "Starred",
        InboxFolder.Mine => "Assigned to me",
        InboxFolder.Archive => "Archive",
        InboxFolder.Spam => "Spam",
        _ => "Inbox",
    };

    public static string NameOf(InboxAct act) => act switch
    {
        InboxAct.Read => "Mark as read",
        InboxAct.Unread => "Mark as unread",
        InboxAct.Star => "Add a star",
        InboxAct.Unstar => "Remove the star",
        InboxAct.Archive => "Put into the archive",
        InboxAct.Unarchive => "Back to the inbox",
        InboxAct.Spam => "This is spam",
        InboxAct.NotSpam => "Not spam",
        _ => "Delete",
    };

    /// <summary>What is said once it is done; {0} is how many.</summary>
    public static string DoneOf(InboxAct act) => act switch
    {
        InboxAct.Read => "Marked as read: {0}",
        InboxAct.Unread => "Marked as unread: {0}",
        InboxAct.Star => "Starred: {0}",
        InboxAct.Unstar => "Stars removed: {0}",
        InboxAct.Archive => "Put into the archive: {0}",
        InboxAct.Unarchive => "Put back into the inbox: {0}",
        InboxAct.Spam => "Put to the spam: {0}",
        InboxAct.NotSpam => "Taken out of the spam: {0}",
        _ => "Deleted for good: {0}",
    };

    /// <summary>What can be done with many where they lie.</summary>
    public static IReadOnlyList<InboxAct> Of(InboxFolder folder) => folder switch
    {
        InboxFolder.Spam => [InboxAct.NotSpam, InboxAct.Read, InboxAct.Delete],
        InboxFolder.Archive => [InboxAct.Unarchive, InboxAct.Star, InboxAct.Spam, InboxAct.Delete],
        InboxFolder.Starred => [InboxAct.Unstar, InboxAct.Archive, InboxAct.Read, InboxAct.Unread, InboxAct.Delete],
        _ => [InboxAct.Archive, InboxAct.Read, InboxAct.Unread, InboxAct.Star, InboxAct.Spam, InboxAct.Delete],
    };
}
