using Components.Data;

namespace Components.Comments.Moderation;

/// <summary>What the tables know of an author and a text, in one statement; each count is along an index, and ends where more would change nothing.</summary>
/// <param name="IsBanned">Whether a ban stands against the author, the address or the network.</param>
/// <param name="SameText">Comments of the last day with the same text: anybody's where it is long enough to be the same by no chance; else those of the author, or from the same network, in the same thread.</param>
/// <param name="RejectedOwn">Comments of the author that were rejected or spam.</param>
/// <param name="RejectedNear">Comments from the same network, of the last 30 days, by others, that were rejected or spam.</param>
/// <param name="Lately">Comments of the author in the last ten minutes.</param>
/// <param name="Approved">Comments of the author that were approved, as many as were asked for at most.</param>
internal sealed record AuthorFacts(bool IsBanned, int SameText, int RejectedOwn, int RejectedNear, int Lately, int Approved)
{
    /// <summary>Below this length different people write the same: "Thank you!"</summary>
    internal const int LeastTelling = 40;
    internal static readonly TimeSpan SameTextSpan = TimeSpan.FromDays(1);
    internal static readonly TimeSpan RateSpan = TimeSpan.FromMinutes(10);
    internal static readonly TimeSpan NetworkSpan = TimeSpan.FromDays(30);

    public int Rejected => RejectedOwn + RejectedNear;

    private const string OfThread = """ AND "ThreadId" = @p9 AND ("AuthorKey" = @p1 OR "Network" = @p3)""";

    private static readonly string LongText = Sql("", isNew: false), LongTextOfNew = Sql("", isNew: true), ShortText = Sql(OfThread, isNew: false), ShortTextOfNew = Sql(OfThread, isNew: true);

    // Each state is named, so that the indexes by author and by network serve.
    private static string Sql(string whose, bool isNew) => $"""
        SELECT {BanReads.IsStanding},
          {Count($"\"TextHash\" = @p4 AND \"Id\" >= @p5{whose}")},
          {(isNew ? "0" : Count("\"AuthorKey\" = @p1 AND \"State\" IN (2, 3)"))},
          {Count("\"Network\" = @p3 AND \"State\" IN (2, 3) AND \"Id\" >= @p6 AND \"AuthorKey\" <> @p1")},
          {(isNew ? "0" : Count("\"AuthorKey\" = @p1 AND \"State\" IN (0, 1, 2, 3, 4) AND \"Id\" >= @p7"))},
          {(isNew ? "0" : Count("\"AuthorKey\" = @p1 AND \"State\" = 1", "@p8"))}
        """;

    private static string Count(string where, string enough = "100") => $"(SELECT count(*) FROM (SELECT 1 FROM \"comments_comments\" WHERE {where} LIMIT {enough}) AS found)";

    /// <param name="statements">The fragment's reads, or a transaction.</param>
    /// <param name="author">Who writes.</param>
    /// <param name="isNew">Whether that is nobody who wrote before: nothing is looked for then that they have written.</param>
    /// <param name="text">What; trimmed.</param>
    /// <param name="network">From where; null: that is not known.</param>
    /// <param name="thread">In which thread; null, or one that is not in the tables yet: in a new one.</param>
    /// <param name="approved">How many approved comments are worth counting.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<AuthorFacts> ReadAsync(PlainStatements statements, Author author, bool isNew, string text, string? network, long? thread, int approved, DateTimeOffset now, CancellationToken cancellation)
    {
        List<object> values =
        [
            .. BanReads.Values(author.Key, author.Email, network, now),
            Comment.HashOf(text), TimeOrderedId.At(now - SameTextSpan), TimeOrderedId.At(now - NetworkSpan), TimeOrderedId.At(now - RateSpan), approved,
        ];
        var isLong = text.Length >= LeastTelling;
        // Where nobody has written yet, nobody is repeated.
        if (!isLong)
            values.Add(thread ?? 0);
        return (await statements.FirstAsync(
            (isLong, isNew) switch { (true, true) => LongTextOfNew, (true, false) => LongText, (false, true) => ShortTextOfNew, _ => ShortText },
            values,
            row => new AuthorFacts(row.GetInt64(0) != 0, (int)row.GetInt64(1), (int)row.GetInt64(2), (int)row.GetInt64(3), (int)row.GetInt64(4), (int)row.GetInt64(5)),
            cancellation))!;
    }

    /// <summary>Whether so many comments of a member, or of somebody for whom a site vouches, were approved, and none was rejected or spam. A guest can always be somebody new.</summary>
    /// <param name="author">Whose facts these are.</param>
    /// <param name="after">How many; 0: nobody is trusted. At most as many as were counted.</param>
    public bool IsTrusted(Author author, int after) => after > 0 && (Author.IsMember(author.Key) || Author.IsVouched(author.Key)) && Approved >= after && RejectedOwn == 0;
}
