using Microsoft.EntityFrameworkCore;

namespace Components.Comments;

/// <summary>One person's vote on one comment.</summary>
/// <param name="CommentId">Which comment.</param>
/// <param name="VoterKey">Whose vote; see <see cref="Author.Key"/>.</param>
/// <param name="Value">1 or -1.</param>
public sealed record Vote(long CommentId, string VoterKey, int Value)
{
    public int Value { get; set; } = Value;

    public static void Map(ModelBuilder model) => model.Entity<Vote>(vote =>
    {
        vote.ToTable("comments_votes");
        vote.HasKey(v => new { v.CommentId, v.VoterKey });
        vote.Property(v => v.VoterKey).HasMaxLength(Author.LongestKey);
    });
}

/// <summary>One person's reaction to one comment; they may give several, each once.</summary>
/// <param name="CommentId">Which comment.</param>
/// <param name="VoterKey">Whose reaction.</param>
/// <param name="Kind">One of the owner's list, such as 🎉.</param>
public sealed record Reaction(long CommentId, string VoterKey, string Kind)
{
    public const int LongestKind = 20;

    public static void Map(ModelBuilder model) => model.Entity<Reaction>(reaction =>
    {
        reaction.ToTable("comments_reactions");
        reaction.HasKey(r => new { r.CommentId, r.VoterKey, r.Kind });
        reaction.Property(r => r.VoterKey).HasMaxLength(Author.LongestKey);
        reaction.Property(r => r.Kind).HasMaxLength(LongestKind);
    });
}
