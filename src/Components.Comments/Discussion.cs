using System.Data.Common;
using Components.Data;
using Microsoft.EntityFrameworkCore;

namespace Components.Comments;

/// <summary>Which new comments wait for a moderator.</summary>
public enum HoldPolicy
{
    /// <summary>None; what a rule finds is held all the same.</summary>
    Nobody,

    /// <summary>Those of people of whom none was approved before.</summary>
    FirstTimers,

    /// <summary>Those of guests.</summary>
    Guests,

    /// <summary>All.</summary>
    Everybody,
}

/// <summary>What can be done in a thread.</summary>
public enum ThreadAccess
{
    /// <summary>Everything.</summary>
    Open,

    /// <summary>No new comments; votes, edits and deletions go on.</summary>
    Closed,

    /// <summary>Reading only.</summary>
    ReadOnly,
}

/// <summary>A thread as it is kept: how many comments it has, and what the owner decided about it. Made with its first comment.</summary>
public sealed class Discussion
{
    private Discussion()
    {
    }

    /// <summary>Time-ordered, from the same source as the keys of comments.</summary>
    public long Id { get; private init; }

    public string Subject { get; private init; } = "";

    /// <summary>The path of the page that the latest comment was written on, for links to it.</summary>
    public string HostPage { get; private set; } = "";

    /// <summary>How many comments everybody can see.</summary>
    public int Count { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When the latest comment was written.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Which new comments wait; null: as the site says.</summary>
    public HoldPolicy? Hold { get; private set; }

    /// <summary>What can be done; null: as the site says.</summary>
    public ThreadAccess? Access { get; private set; }

    /// <summary>After how many days it closes by itself; 0: never; null: as the site says.</summary>
    public int? CloseAfterDays { get; private set; }

    /// <summary>How a new one is inserted.</summary>
    internal static RowInsert<Discussion> Insert { get; } = new(
        "comments_threads",
        ("Id", t => t.Id),
        ("Subject", t => t.Subject),
        ("HostPage", t => t.HostPage),
        ("Count", t => t.Count),
        ("CreatedAt", t => t.CreatedAt.ToUnixTimeMilliseconds()),
        ("LastAt", t => t.LastAt.ToUnixTimeMilliseconds()),
        ("Hold", t => (int?)t.Hold),
        ("Access", t => (int?)t.Access),
        ("CloseAfterDays", t => t.CloseAfterDays));

    /// <summary>Names, for <see cref="Push.IChanges"/>, what is shown of a thread.</summary>
    public static string TagOf(string subject) => $"comments:thread:{subject}";

    /// <summary>Names what people think of its comments. Not a thread's own tag: nobody wants to see a thread loaded anew for each vote.</summary>
    public static string OpinionsTagOf(string subject) => $"comments:opinions:{subject}";

    /// <summary>Names what is shown of any thread.</summary>
    public const string AnyTag = "comments:any";

    public static Discussion Open(long id, DateTimeOffset now, string subject, string hostPage) =>
        new() { Id = id, CreatedAt = now, LastAt = now, Subject = subject, HostPage = hostPage };

    /// <summary>About how many bytes it takes.</summary>
    internal long Size => 300 + (sizeof(char) * ((long)Subject.Length + HostPage.Length));

    /// <summary>What SQL reads for it.</summary>
    internal const string Columns = """ "Id", "Subject", "HostPage", "Count", "CreatedAt", "LastAt", "Hold", "Access", "CloseAfterDays" """;

    /// <summary>From a row of <see cref="Columns"/>.</summary>
    internal static Discussion Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Subject = row.GetString(1),
        HostPage = row.GetString(2),
        Count = row.GetInt32(3),
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        LastAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
        Hold = row.IsDBNull(6) ? null : (HoldPolicy)row.GetInt32(6),
        Access = row.IsDBNull(7) ? null : (ThreadAccess)row.GetInt32(7),
        CloseAfterDays = row.IsDBNull(8) ? null : row.GetInt32(8),
    };

    public void Continue(DateTimeOffset now, string hostPage) => (LastAt, HostPage) = (now, hostPage);

    public void SetPolicy(HoldPolicy? hold, ThreadAccess? access, int? closeAfterDays) => (Hold, Access, CloseAfterDays) = (hold, access, closeAfterDays);

    internal void CountComment(int change) => Count += change;

    public static void Map(ModelBuilder model) => model.Entity<Discussion>(thread =>
    {
        thread.ToTable("comments_threads");
        thread.Property(t => t.Id).ValueGeneratedNever();
        thread.Property(t => t.Subject).HasMaxLength(Comment.LongestSubject);
        thread.Property(t => t.HostPage).HasMaxLength(2048);
        thread.HasIndex(t => t.Subject).IsUnique();
        thread.HasIndex(t => t.LastAt);
    });
}

/// <summary>What holds in a thread now: the site's options and the thread's own decisions together.</summary>
/// <param name="Hold">Which new comments wait.</param>
/// <param name="Access">What can be done.</param>
public sealed record ThreadPolicy(HoldPolicy Hold, ThreadAccess Access)
{
    public bool TakesComments => Access == ThreadAccess.Open;

    public bool TakesChanges => Access != ThreadAccess.ReadOnly;

    /// <param name="options">The site's.</param>
    /// <param name="thread">Null where nobody has written yet.</param>
    /// <param name="now">The time.</param>
    public static ThreadPolicy Of(CommentsOptions options, Discussion? thread, DateTimeOffset now)
    {
        var access = thread?.Access ?? options.Access;
        var days = thread?.CloseAfterDays ?? options.CloseAfterDays;
        if (access == ThreadAccess.Open && days > 0 && thread is not null && now - thread.CreatedAt > TimeSpan.FromDays(days))
            access = ThreadAccess.Closed;
        return new ThreadPolicy(thread?.Hold ?? options.Hold, access);
    }
}
