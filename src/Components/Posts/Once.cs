using System.Globalization;
using Components.Data;
using Components.Fragments;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Posts;

/// <summary>What came of the same form when it was posted before.</summary>
/// <param name="Result">What the handler noted then, such as the id of what it made.</param>
/// <param name="IsOther">The key is the same, but what was posted is not: it is answered with 409 whatever the handler says.</param>
public sealed record PostedBefore(string Result, bool IsOther);

/// <summary>
/// Sees to it that a form which is sent twice (a retry whose first answer was lost, two tabs, a double click) does what it does once. A handler asks <see cref="FindAsync(DbContext)"/> before it
/// does anything, and saves by <see cref="SaveAsync"/>; in both cases a result means: this was done before, thank for it as if it were done now.
/// <code>
/// if (await Once.FindAsync(db) is null)
/// {
///     db.Add(…);
///     await Once.SaveAsync(db);
/// }
/// Response.Flash(…);
/// </code>
/// </summary>
/// <remarks>
/// With JavaScript a form carries a key (the field <c>_key</c>, a UUID, which is best of version 7: notes of one time stand side by side then), the same with every attempt: it counts once in two days. Without one, the same input to the same
/// handler at the same URL by the same account, guest or network counts once within <see cref="Window"/>. The note is a row in the pack's own transaction, so the context must map it: <see cref="PostModel.MapPosts(ModelBuilder)"/>.
/// </remarks>
public sealed class Once
{
    /// <summary>The field that carries the key.</summary>
    public const string KeyField = "_key";

    /// <summary>How long a post without a key counts as the same.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Fragment _fragment;
    private readonly FragmentCall _call;
    private readonly TimeProvider _clock;
    private bool _isLookedFor;
    private bool _hasKey;
    private bool _isIdentified;
    private long _id, _input;
    private Post? _old;

    internal Once(Fragment fragment)
    {
        _fragment = fragment;
        _call = fragment.Call is { Handler: not null } call ? call : throw new InvalidOperationException("Once is for handlers: there is no post here.");
        _clock = fragment.Services.GetRequiredService<TimeProvider>();
    }

    /// <summary>A key came with other input than before: the engine answers 409.</summary>
    internal bool FoundOther { get; private set; }

    /// <summary>Whether this form was posted before.</summary>
    /// <param name="db">The context that <see cref="SaveAsync"/> will be given.</param>
    /// <returns>Null: it was not, go on. Else what came of it then; make nothing, and answer as if it were made now.</returns>
    /// <exception cref="InvalidOperationException">The context does not map the table.</exception>
    public async Task<PostedBefore?> FindAsync(DbContext db)
    {
        if (db.Model.FindEntityType(typeof(Post)) is null)
            throw new InvalidOperationException($"{db.GetType().Name} cannot note what was posted: call modelBuilder.{nameof(PostModel.MapPosts)}() in its OnModelCreating.");
        await IdentifyAsync();
        return Judge(await db.Set<Post>().AsNoTracking().SingleOrDefaultAsync(post => post.Id == _id, Aborted));
    }

    /// <summary>The same in a transaction of plain statements, which <see cref="NoteAsync"/> is given then.</summary>
    /// <inheritdoc cref="FindAsync(DbContext)"/>
    public async Task<PostedBefore?> FindAsync(PlainTransaction transaction)
    {
        await IdentifyAsync();
        return Judge(await transaction.FirstAsync(PostSql.Find, [_id], row => Post.Read(_id, row.GetInt64(0), row.GetInt64(1), row.GetString(2)), Aborted));
    }

    /// <summary>Notes, in a transaction of plain statements in which nothing was found before, that this form was posted.</summary>
    /// <param name="transaction">The one that <see cref="FindAsync(PlainTransaction)"/> looked in.</param>
    /// <param name="result">What a repetition should be told, such as the id of what is made. At most 200 characters.</param>
    /// <exception cref="ArgumentException">The result is too long.</exception>
    /// <exception cref="InvalidOperationException">It was not looked for in it.</exception>
    public async Task NoteAsync(PlainTransaction transaction, string result = "")
    {
        Check(result);
        if (!_isLookedFor)
            throw new InvalidOperationException("Look whether it was posted before, in the same transaction, before you note that it was.");
        var now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (_old is null)
            await transaction.ExecuteAsync(PostSql.Add, [_id, _input, now, result], Aborted);
        else
            await transaction.ExecuteAsync(PostSql.Renew, [_id, now, result], Aborted);
    }

    private static void Check(string result)
    {
        if (result.Length > Post.LongestResult)
            throw new ArgumentException($"A result has at most {Post.LongestResult} characters, this has {result.Length}.", nameof(result));
    }

    private PostedBefore? Judge(Post? row)
    {
        _isLookedFor = true;
        _old = null;
        if (row is null)
            return null;
        // A clock that was put back must not shut the door for good.
        if (!_hasKey && (_clock.GetUtcNow().ToUnixTimeMilliseconds() - row.At) is var age && Math.Abs(age) >= Window.TotalMilliseconds)
        {
            _old = row;
            return null;
        }
        FoundOther |= row.Input != _input;
        return new PostedBefore(row.Result, row.Input != _input);
    }

    /// <summary>Saves what the context tracks, together with the note that this form was posted, in place of <c>SaveChangesAsync</c>.</summary>
    /// <param name="db">The context.</param>
    /// <param name="result">What a repetition should be told, such as the id of what is made. At most 200 characters.</param>
    /// <returns>Null: it is saved. Else the same form was faster on another way: nothing is saved, the context has forgotten what it tracked, and this is what came of the other.</returns>
    /// <exception cref="ArgumentException">The result is too long.</exception>
    /// <exception cref="DbUpdateException">The save failed for another reason; nothing is noted.</exception>
    public async Task<PostedBefore?> SaveAsync(DbContext db, string result = "")
    {
        Check(result);
        if (!_isLookedFor && await FindAsync(db) is { } before)
        {
            db.ChangeTracker.Clear();
            return before;
        }
        Note(db, result);
        try
        {
            await db.SaveChangesAsync(Aborted);
            return null;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || _fragment.Services.GetRequiredService<IDatabase>().IsDuplicate(e))
        {
            // Where it is another row of the pack's that stands in the way, that is the pack's to know.
            if (await FindAsync(db) is not { } twin)
                throw;
            db.ChangeTracker.Clear();
            return twin;
        }
    }

    private CancellationToken Aborted => _fragment.Http.RequestAborted;

    private void Note(DbContext db, string result)
    {
        if (_old is null)
        {
            db.Add(Post.Note(_id, _input, _clock.GetUtcNow(), result));
            return;
        }
        // Only the first of two twins finds the row as old as it was.
        db.Attach(_old);
        _old.NoteAgain(_clock.GetUtcNow(), result);
    }

    private async Task IdentifyAsync()
    {
        if (_isIdentified)
            return;
        var form = _call.Form ?? FormCollection.Empty;
        var (fragment, handler) = (_call.Url.Fragment.Id, _call.Handler!.Name);
        var place = $"{_call.Url.HostPage}?{_call.Url.Query}";
        _input = await PostDigest.OfInputAsync(place, form, Aborted);
        _hasKey = Guid.TryParseExact(form[KeyField], "D", out var key);
        var actor = _fragment.Http.User.UserId() is { } account ? $"user:{account}" : _fragment.GuestKey is { } guest ? $"guest:{guest}" : null;
        // A key is a secret of one browser, and a telephone changes its network between two attempts: the network counts only where there is nothing better.
        _id = _hasKey
            ? Post.IdOf(key, PostDigest.Of("key", actor ?? "", fragment, handler, key.ToString("D")))
            : Post.IdOf(PostDigest.Of("input", actor ?? $"net:{PostLimiter.NetworkOf(_fragment.Http.Connection.RemoteIpAddress)}", fragment, handler, _input.ToString("x16", CultureInfo.InvariantCulture)));
        _isIdentified = true;
    }
}
