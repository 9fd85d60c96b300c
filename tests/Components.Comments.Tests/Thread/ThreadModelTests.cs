using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Comments.Tests.Thread;

/// <summary>A thread as JSON: what everybody is shown, and nothing that is known besides.</summary>
public sealed class ThreadModelTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task It_holds_what_is_shown_and_no_more()
    {
        await WriteAsync("modelled", "Shown **text**", CommentState.Approved);
        await WriteAsync("modelled", "secret pending", CommentState.Pending);
        var page = await site.Visit().OpenAsync(AddressOf("modelled"));
        using var json = JsonDocument.Parse(page.Html);
        Assert.Equal("modelled", json.RootElement.GetProperty("subject").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("count").GetInt32());
        var comment = Assert.Single(json.RootElement.GetProperty("comments").EnumerateArray());
        Assert.Equal(
            ["answers", "author", "editedAt", "html", "id", "isPinned", "isShown", "link", "replies", "website", "writtenAt"],
            comment.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal("Gesa", comment.GetProperty("author").GetString());
        Assert.Equal("<p>Shown <strong>text</strong></p>\n", comment.GetProperty("html").GetString());
        foreach (var secret in new[] { "gesa@", "192.0.2", "guest:", "secret", "Key" })
            Assert.DoesNotContain(secret, page.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_waits_is_in_nobodys_model_not_even_a_moderators()
    {
        await WriteAsync("modelled-waiting", "secret pending", CommentState.Pending);
        var page = await (await site.VisitAsModeratorAsync("Model")).OpenAsync(AddressOf("modelled-waiting"));
        Assert.Contains("\"comments\":[]", page.Html, StringComparison.Ordinal);
    }

    private string AddressOf(string subject) => site.ThreadOf(subject).Replace("?", ".json?", StringComparison.Ordinal);

    private async Task WriteAsync(string subject, string text, CommentState state)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var ids = site.Get<Components.Data.TimeOrderedId>();
        var now = site.Get<TimeProvider>().GetUtcNow();
        await scope.ServiceProvider.GetRequiredService<CommentLedger>().AddAsync(
            subject,
            () => Discussion.Open(ids.Next(), now, subject, ThreadSteps.HostPage),
            (_, thread) => Task.FromResult<Comment?>(Comment.Write(ids.Next(), now, thread.Id, null, new Author("guest:x", "Gesa", "gesa@example.com", "https://gesa.example/"), text, "192.0.2.7", state)),
            once: null,
            default);
    }
}
