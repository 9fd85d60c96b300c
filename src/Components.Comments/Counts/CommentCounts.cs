using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Comments.Counts;

/// <summary>
/// How many comments threads have, for one request: whoever asks while a page is rendered waits until all have asked, and one query answers them together. A context of its own, since others
/// of the request may be busy then.
/// </summary>
internal sealed class CommentCounts(IServiceScopeFactory scopes)
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private HashSet<string> _asked = new(StringComparer.Ordinal);
    private Task? _answer;

    /// <summary>How many comments everybody can see. Called from the renderer, which does one thing at a time.</summary>
    public async Task<int> OfAsync(string subject, CancellationToken cancellation)
    {
        if (!_known.ContainsKey(subject))
        {
            _asked.Add(subject);
            await (_answer ??= AnswerAsync(cancellation));
        }
        return _known[subject];
    }

    private async Task AnswerAsync(CancellationToken cancellation)
    {
        // Until the renderer has come to all that stands on the page.
        await Task.Yield();
        var subjects = _asked;
        (_asked, _answer) = (new(StringComparer.Ordinal), null);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommentsDb>();
        var counts = await db.Threads.Where(thread => subjects.Contains(thread.Subject)).Select(thread => new { thread.Subject, thread.Count }).ToDictionaryAsync(thread => thread.Subject, thread => thread.Count, cancellation);
        foreach (var subject in subjects)
            _known[subject] = counts.GetValueOrDefault(subject);
    }
}
