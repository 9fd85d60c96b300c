namespace Components.Outbox;

/// <summary>
/// Something that waits to be handed to another server, or was. Written in the same transaction as what it tells of, so that neither is ever without the other; handed over at least once.
/// </summary>
public abstract class OutboxItem
{
    /// <summary>The longest reason of a failure that is kept, in UTF-16 units.</summary>
    public const int LongestError = 500;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(6);

    /// <summary>Time-ordered key; see <see cref="Data.TimeOrderedId"/>.</summary>
    public long Id { get; protected init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; protected init; }

    /// <summary>When the next attempt is due.</summary>
    public DateTimeOffset NextAttemptAt { get; protected set; }

    /// <summary>When a server took it; null while it waits.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>Why the last attempt failed, in one line; null where none did.</summary>
    public string? LastError { get; private set; }

    /// <summary>Notes that a server took it. What it said is forgotten: the receiver has it.</summary>
    public void MarkSent(DateTimeOffset now)
    {
        Attempts++;
        (SentAt, LastError) = (now, null);
        Forget();
    }

    /// <summary>Notes a failure. The next attempt is due after 1, 2, 4 … minutes, at most 6 hours.</summary>
    /// <param name="now">The time.</param>
    /// <param name="error">Why; becomes one line, cut at <see cref="LongestError"/>.</param>
    /// <param name="atLeast">A longer delay that the other side asks for; null: none.</param>
    public void MarkFailed(DateTimeOffset now, string error, TimeSpan? atLeast = null)
    {
        Attempts++;
        LastError = Cut(OneLine(error), LongestError);
        var delay = DelayAfter(Attempts);
        NextAttemptAt = now + (atLeast > delay ? atLeast.Value : delay);
    }

    /// <summary>Asks for an attempt now, whenever the next one was due. What was sent is not sent again.</summary>
    public virtual void SendAgain(DateTimeOffset now)
    {
        if (SentAt is null)
            NextAttemptAt = now;
    }

    /// <summary>Empties what it says.</summary>
    protected abstract void Forget();

    /// <summary>How long to wait after so many attempts that failed: 1, 2, 4 … minutes, at most 6 hours.</summary>
    internal static TimeSpan DelayAfter(int attempts)
    {
        // The power of 9 is more than the longest delay; that of 60 would be more than a clock can hold.
        var delay = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(attempts - 1, 9)));
        return delay < LongestDelay ? delay : LongestDelay;
    }

    /// <summary>Why something failed: what an exception says and what each of its causes says, once, on one line cut at <see cref="LongestError"/>. In whatever language the other side or the system speaks.</summary>
    internal static string WordsOf(Exception exception)
    {
        List<string> words = [];
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            if (!words.Contains(cause.Message))
                words.Add(cause.Message);
        return Cut(OneLine(string.Join(' ', words)), LongestError);
    }

    /// <summary>Without control characters and line breaks, which become spaces.</summary>
    internal static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();

    /// <summary>Its first characters, never cut in the middle of a surrogate pair.</summary>
    internal static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
