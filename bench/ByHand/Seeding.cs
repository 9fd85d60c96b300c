namespace ByHand;

/// <summary>A thread of 200 comments, made at the first start.</summary>
internal static class Seeding
{
    private const int Count = 200;

    public static void Seed(this WebApplication app)
    {
        using var scope = app.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<CommentsDb>();
        // EF makes a new SQLite file in WAL mode: readers and the writer do not wait for each other.
        if (!db.Database.EnsureCreated())
            return;
        for (var i = 1; i <= Count; i++)
            db.Add(new Comment
            {
                Subject = "hello",
                Author = $"Author {i % 40}",
                Text = $"This is what comment {i} says: about as much as people write under an article, and what is asked or answered in a sentence or two.",
                Votes = i % 7,
                CreatedAt = DateTime.UnixEpoch.AddDays(20_000).AddMinutes(i),
            });
        db.SaveChanges();
    }
}
