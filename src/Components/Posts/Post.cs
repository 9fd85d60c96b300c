using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;

namespace Components.Posts;

/// <summary>That a form was posted, and what came of it. Saved together with what it made, so that neither is ever without the other.</summary>
internal sealed class Post
{
    public const int LongestResult = 200;

    // A little more than three days of milliseconds: longer than a post is remembered.
    private const int TimeBits = 28;
    private const int DigestBits = 63 - TimeBits;

    private Post()
    {
    }

    /// <summary>Who posted to which handler with which key, or with which words where there is none, hashed; see <see cref="IdOf(Guid, long)"/>. Two posts with one id are one post.</summary>
    public long Id { get; private init; }

    /// <summary>What was posted, hashed.</summary>
    public long Input { get; private init; }

    /// <summary>When, as Unix milliseconds. Also tells twins that take over the same old row apart.</summary>
    public long At { get; private set; }

    /// <summary>What the handler noted, such as the id of what it made.</summary>
    public string Result { get; private set; } = "";

    public static Post Note(long id, long input, DateTimeOffset now, string result) => new() { Id = id, Input = input, At = now.ToUnixTimeMilliseconds(), Result = result };

    internal static Post Read(long id, long input, long at, string result) => new() { Id = id, Input = input, At = at, Result = result };

    /// <summary>The id of a post without a key: below zero, where no key leads to, so that nobody stands in the way of a post whose words they guess.</summary>
    /// <param name="digest">Of all that makes the post this one; not negative.</param>
    public static long IdOf(long digest) => ~digest;

    /// <summary>
    /// The id of a post with a key: by when the key was made, as a UUID of version 7 says it, so that posts of one time stand side by side in the table and a commit writes few pages; then by what was hashed. What bears
    /// no time, or a wrong one, stands somewhere else.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="digest">Of all that makes the post this one, the key too.</param>
    public static long IdOf(Guid key, long digest)
    {
        Span<byte> bytes = stackalloc byte[16];
        key.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
        return ((milliseconds & ((1L << TimeBits) - 1)) << DigestBits) | (digest & ((1L << DigestBits) - 1));
    }

    /// <summary>The same post once more, long after.</summary>
    public void NoteAgain(DateTimeOffset now, string result) => (At, Result) = (now.ToUnixTimeMilliseconds(), result);
}

/// <summary>The same table by plain statements.</summary>
internal static class PostSql
{
    public const string Find = $"SELECT \"Input\", \"At\", \"Result\" FROM \"{PostModel.Table}\" WHERE \"Id\" = @p0";
    public const string Add = $"INSERT INTO \"{PostModel.Table}\" (\"Id\", \"Input\", \"At\", \"Result\") VALUES (@p0, @p1, @p2, @p3)";
    public const string Renew = $"UPDATE \"{PostModel.Table}\" SET \"At\" = @p1, \"Result\" = @p2 WHERE \"Id\" = @p0";
}

/// <summary>Lets a pack's context note what was posted in its own transaction.</summary>
public static class PostModel
{
    /// <summary>The name of the table.</summary>
    public const string Table = "component_posts";

    /// <summary>Maps the table that <see cref="Once"/> needs. It is made by the core, not by the pack's migrations.</summary>
    public static void MapPosts(this ModelBuilder model) => MapPosts(model, isOwner: false);

    internal static void MapPosts(ModelBuilder model, bool isOwner) => model.Entity<Post>(post =>
    {
        post.ToTable(Table, table =>
        {
            if (!isOwner)
                table.ExcludeFromMigrations();
        });
        post.Property(p => p.Id).ValueGeneratedNever();
        post.Property(p => p.At).IsConcurrencyToken();
        post.Property(p => p.Result).HasMaxLength(Post.LongestResult);
    });
}
