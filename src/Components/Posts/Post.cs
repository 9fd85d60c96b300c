using Microsoft.EntityFrameworkCore;

namespace Components.Posts;

/// <summary>That a form was posted, and what came of it. Saved together with what it made, so that neither is ever without the other.</summary>
internal sealed class Post
{
    public const int LongestResult = 200;

    private Post()
    {
    }

    /// <summary>Who posted to which handler with which key, hashed. Two posts with one id are one post.</summary>
    public string Id { get; private init; } = "";

    /// <summary>What was posted, hashed.</summary>
    public string Input { get; private init; } = "";

    /// <summary>When, as Unix milliseconds. Also tells twins that take over the same old row apart.</summary>
    public long At { get; private set; }

    /// <summary>What the handler noted, such as the id of what it made.</summary>
    public string Result { get; private set; } = "";

    public static Post Note(string id, string input, DateTimeOffset now, string result) => new() { Id = id, Input = input, At = now.ToUnixTimeMilliseconds(), Result = result };

    internal static Post Read(string id, string input, long at, string result) => new() { Id = id, Input = input, At = at, Result = result };

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

    // A digest had 64 digits once.
    private const int LongestDigest = 64;

    /// <summary>Maps the table that <see cref="Once"/> needs. It is made by the core, not by the pack's migrations.</summary>
    public static void MapPosts(this ModelBuilder model) => MapPosts(model, isOwner: false);

    internal static void MapPosts(ModelBuilder model, bool isOwner) => model.Entity<Post>(post =>
    {
        post.ToTable(Table, table =>
        {
            if (!isOwner)
                table.ExcludeFromMigrations();
        });
        post.Property(p => p.Id).HasMaxLength(LongestDigest);
        post.Property(p => p.Input).HasMaxLength(LongestDigest);
        post.Property(p => p.At).IsConcurrencyToken();
        post.Property(p => p.Result).HasMaxLength(Post.LongestResult);
        post.HasIndex(p => p.At);
    });
}
