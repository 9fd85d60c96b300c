using System.ComponentModel.DataAnnotations;
using Components.Comments.Avatars;
using Components.Comments.Votes;

namespace Components.Comments;

/// <summary>What the site's owner decides about comments. Bound from the section <c>Packs:Comments</c>.</summary>
public sealed class CommentsOptions
{
    /// <summary>How many comments that answer the page itself are shown at once. 1 to 200, default 20. A tag's own <c>PageSize</c> overrides it.</summary>
    [Range(1, 200)]
    public int PageSize { get; set; } = 20;

    /// <summary>How many answers are shown under each comment before the others are asked for. 0 to 20, default 3.</summary>
    [Range(0, 20)]
    public int RepliesShown { get; set; } = 3;

    /// <summary>How many more answers are shown each time they are asked for. 1 to 200, default 10.</summary>
    [Range(1, 200)]
    public int RepliesPageSize { get; set; } = 10;

    /// <summary>How many levels of answers are shown nested; deeper ones are under "continue this thread". 1 to 10, default 4. A tag's own <c>Depth</c> overrides it.</summary>
    [Range(1, 10)]
    public int Depth { get; set; } = 4;

    /// <summary>In which order comments are shown to who has not chosen one. Default <see cref="CommentSort.Newest"/>. A tag's own <c>Sort</c> overrides it.</summary>
    public CommentSort Sort { get; set; } = CommentSort.Newest;

    /// <summary>How long a comment may be, in UTF-16 units. 100 to 10,000, default 5,000. The database keeps at most 10,000.</summary>
    [Range(100, Comment.LongestText)]
    public int MaxLength { get; set; } = 5_000;

    /// <summary>Whether people without an account may write, with a name. Default false.</summary>
    public bool AllowGuests { get; set; }

    /// <summary>Which new comments wait for a moderator. Default <see cref="HoldPolicy.Nobody"/>. A thread's own setting overrides it.</summary>
    public HoldPolicy Hold { get; set; } = HoldPolicy.Nobody;

    /// <summary>A comment with more links than this waits for a moderator. 0 to 100, default 2.</summary>
    [Range(0, 100)]
    public int HoldLinksOver { get; set; } = 2;

    /// <summary>
    /// Whether browsers of guests do a second of work before a comment is sent, as the section <c>Spam</c> says; a guest's comment without it, as from a browser without JavaScript, waits.
    /// Default true.
    /// </summary>
    public bool ProofOfWork { get; set; } = true;

    /// <summary>A guest's comment that is sent sooner than so many seconds after the form was first used waits. 0 to 60, default 3; 0: none does.</summary>
    [Range(0, 60)]
    public int HoldFasterThanSeconds { get; set; } = 3;

    /// <summary>Comments wait once their author has written more than so many within ten minutes. 0 to 1,000, default 15; 0: none does.</summary>
    [Range(0, 1_000)]
    public int HoldPostsOver { get; set; } = 15;

    /// <summary>
    /// A comment waits where so many of the last day have the same text: of everybody where it has 40 characters or more, else of the same author or network in the same thread. 0 to 100, default 1; 0: none does.
    /// </summary>
    [Range(0, 100)]
    public int HoldDuplicatesFrom { get; set; } = 1;

    /// <summary>Comments wait of authors, and of networks, of which so many were rejected or spam. 0 to 100, default 2; 0: none do.</summary>
    [Range(0, 100)]
    public int HoldOffendersFrom { get; set; } = 2;

    /// <summary>
    /// A member of whom so many comments were approved, and none rejected, is trusted: the rules of this section and Akismet are not asked about them. 0 to 1,000, default 5; 0: nobody is.
    /// </summary>
    [Range(0, 1_000)]
    public int TrustAfter { get; set; } = 5;

    /// <summary>What can be done in threads. Default <see cref="ThreadAccess.Open"/>. A thread's own setting overrides it.</summary>
    public ThreadAccess Access { get; set; } = ThreadAccess.Open;

    /// <summary>Threads close by themselves this many days after their first comment. 0 to 36,500, default 0: never. A thread's own setting overrides it.</summary>
    [Range(0, 36_500)]
    public int CloseAfterDays { get; set; }

    /// <summary>For how many minutes people may edit what they wrote. 0 to 525,600 (a year), default 15.</summary>
    [Range(0, 525_600)]
    public int EditMinutes { get; set; } = 15;

    /// <summary>Whether people can vote comments up. Default true.</summary>
    public bool Votes { get; set; } = true;

    /// <summary>Whether people can vote comments down, too. Default true.</summary>
    public bool DownVotes { get; set; } = true;

    /// <summary>What people can react with, such as 👍 and 🎉; each at most 20 UTF-16 units without spaces, at most 20 of them. Default none.</summary>
    [ReactionList]
    public IList<string> Reactions { get; } = [];

    /// <summary>Whether guests' pictures are fetched from gravatar.com by their e-mail address. The server asks, never the visitor's browser. Default false: pictures are drawn from names.</summary>
    public bool Gravatar { get; set; }

    /// <summary>Where pictures are fetched from, with <see cref="Gravatar"/>: Gravatar, or a service that answers as it does. Default <c>https://www.gravatar.com/</c>.</summary>
    [WebAddress]
    public Uri GravatarUrl { get; set; } = new("https://www.gravatar.com/");

    /// <summary>Whether a guest who gives an address is mailed a link by which they can edit and delete what they wrote from another browser. Default true.</summary>
    public bool GuestMail { get; set; } = true;

    /// <summary>How many comments a minute somebody with an account may post. 1 to 1,000, default 20.</summary>
    [Range(1, 1_000)]
    public int MemberPostsPerMinute { get; set; } = 20;

    /// <summary>How many comments a minute a guest, and a network, may post. 1 to 1,000, default 5.</summary>
    [Range(1, 1_000)]
    public int GuestPostsPerMinute { get; set; } = 5;

    /// <summary>How many comments an hour a guest, and a network, may post. 1 to 10,000, default 30.</summary>
    [Range(1, 10_000)]
    public int GuestPostsPerHour { get; set; } = 30;

    /// <summary>How many votes and reactions a minute somebody may give. 1 to 10,000, default 60.</summary>
    [Range(1, 10_000)]
    public int VotesPerMinute { get; set; } = 60;

    /// <summary>After how many days the network address that a comment came from is erased. 0 to 3,650, default 30.</summary>
    [Range(0, 3_650)]
    public int KeepNetworkDays { get; set; } = 30;

    internal bool TakesOpinions => Votes || Reactions.Count > 0;

    internal TimeSpan EditWindow => TimeSpan.FromMinutes(EditMinutes);
}

/// <summary>In which order a thread is read. Answers to a comment are always in the order of the conversation.</summary>
public enum CommentSort
{
    /// <summary>The latest first.</summary>
    Newest,

    /// <summary>The first one first.</summary>
    Oldest,

    /// <summary>What people like for certain first; see <see cref="Comment.LowerBound"/>.</summary>
    Best,

    /// <summary>What has the most answers first.</summary>
    MostReplied,
}
