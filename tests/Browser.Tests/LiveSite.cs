using System.Globalization;
using System.Net;
using Components.Comments;
using Components.Contact;
using Components.Data;
using Components.Push;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Browser.Tests;

/// <summary>The site at a real port of this machine. Its address is not configured: it is taken from the server.</summary>
public class LiveSite : Site, IAsyncLifetime
{
    public const string InlineArticle = "/articles/how-signed-urls-work";
    public const string Article = "/articles/what-is-a-fragment";
    public const string EmptyArticle = "/articles/how-to-write-a-layout";

    public Uri Root { get; private set; } = null!;

    protected override string? Address => null;

    public string MailFolder => Path.Combine(Directory, "data", "mail");

    public LiveSite()
    {
        UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        ConfigureServices = services => services.AddSingleton<IStartupFilter, LoadingPage.Served>();
    }

    /// <summary>Starts at the first use, so that a test can write settings first.</summary>
    public void Start()
    {
        if (Root is not null)
            return;
        StartServer();
        Root = new Uri(Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Does what the site's owner does.</summary>
    public void UseLayout(string name)
    {
        var text = File.ReadAllText(LayoutFile);
        var start = text.IndexOf("use=\"", text.IndexOf("<layout", StringComparison.Ordinal), StringComparison.Ordinal) + 5;
        File.WriteAllText(LayoutFile, text[..start] + name + text[text.IndexOf('"', start)..]);
    }

    /// <summary>Writes comments as if others had posted them, one an hour.</summary>
    public async Task AddCommentsAsync(string page, IReadOnlyList<(string Author, string Text)> comments, bool isApproved = true)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommentsDb>();
        var ledger = scope.ServiceProvider.GetRequiredService<CommentLedger>();
        var first = Get<TimeProvider>().GetUtcNow().AddHours(-comments.Count);
        var subject = page.Split('/')[^1];
        for (var i = 0; i < comments.Count; i++)
        {
            var (name, text) = comments[i];
            var at = first.AddHours(i);
            await ledger.AddAsync(
                subject,
                () => Discussion.Open(Get<TimeOrderedId>().Next(), at, subject, page),
                (_, thread) => Task.FromResult<Comment?>(Comment.Write(Get<TimeOrderedId>().Next(), at, thread.Id, null, new Author(name.ToLowerInvariant(), name), text, null, isApproved ? CommentState.Approved : CommentState.Pending)),
                once: null,
                default);
        }
    }

    /// <summary>Writes one comment as it may stand in the table, whatever a form would say to it.</summary>
    public async Task<Comment> WriteAsync(string subject, string page, Comment? parent, Author author, string text, CommentState state, DateTimeOffset? at = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var when = at ?? Now;
        return (await scope.ServiceProvider.GetRequiredService<CommentLedger>().AddAsync(
            subject,
            () => Discussion.Open(Get<TimeOrderedId>().Next(), when, subject, page),
            (_, thread) => Task.FromResult<Comment?>(Comment.Write(Get<TimeOrderedId>().Next(), when, thread.Id, parent, author, text, "192.0.2.1", state)),
            once: null,
            default))!;
    }

    public DateTimeOffset Now => Get<TimeProvider>().GetUtcNow();

    /// <summary>Empties the threads, for a walk that counts pages.</summary>
    public async Task ClearCommentsAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommentsDb>();
        var subjects = await db.Threads.Select(thread => thread.Subject).ToListAsync();
        db.Comments.RemoveRange(db.Comments);
        db.Threads.RemoveRange(db.Threads);
        await db.SaveChangesAsync();
        // As the site's own writers do: what is read for everybody is kept until somebody says that it has changed.
        Get<IChanges>().Publish([.. subjects.Select(Discussion.TagOf), Discussion.AnyTag]);
    }

    public Task AddCommentsAsync(string page, int count) =>
        AddCommentsAsync(page, [.. Enumerable.Range(1, count).Select(number => ("Rosa", $"Comment number {number.ToString(CultureInfo.InvariantCulture)}."))]);

    public async Task<int> CountCommentsAsync(string text)
    {
        await using var scope = Services.CreateAsyncScope();
        return scope.ServiceProvider.GetRequiredService<CommentsDb>().Comments.Count(comment => comment.Text == text);
    }

    public async Task<int> CountMessagesAsync(string question)
    {
        await using var scope = Services.CreateAsyncScope();
        return scope.ServiceProvider.GetRequiredService<ContactDb>().Messages.Count(message => message.Subject == question);
    }
}
