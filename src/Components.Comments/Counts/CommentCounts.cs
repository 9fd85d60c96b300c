using System.Collections.Concurrent;
using Components.Data;
using Microsoft.AspNetCore.Http;

namespace Components.Comments.Counts;

/// <summary>
/// How many comments threads have, for one request, by one query. What the page showed when it was last made is asked for with the first of them, and is there when the page comes to the others; else whoever asks
/// waits until all that stands on the page has asked.
/// </summary>
internal sealed class CommentCounts(IDatabase database, CountedPages pages) : IDisposable
{
    private static readonly ConcurrentDictionary<int, string> Statements = new();
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private HashSet<string> _asked = new(StringComparer.Ordinal);
    private IReadOnlySet<string>? _expected;
    private string? _page;
    private Task? _expectedAnswer, _othersAnswer;

    /// <summary>How many comments everybody can see. Called from the renderer, which does one thing at a time.</summary>
    public ValueTask<int> OfAsync(string subject, HttpContext? http, CancellationToken cancellation)
    {
        _shown.Add(subject);
        return _known.TryGetValue(subject, out var count) ? new(count) : new(AskAsync(subject, http, cancellation));
    }

    public void Dispose()
    {
        if (_page is not null)
            pages.Note(_page, _shown);
    }

    private async Task<int> AskAsync(string subject, HttpContext? http, CancellationToken cancellation)
    {
        _expected ??= ShownLastOn(http);
        if (_expected.Contains(subject))
        {
            await (_expectedAnswer ??= AnswerAsync(_expected, cancellation));
        }
        else
        {
            _asked.Add(subject);
            await (_othersAnswer ??= AnswerOthersAsync(cancellation));
        }
        return _known[subject];
    }

    private IReadOnlySet<string> ShownLastOn(HttpContext? http)
    {
        _page = http is null ? null : $"{http.Request.PathBase}{http.Request.Path}{http.Request.QueryString}";
        return pages.ShownOn(_page ?? "");
    }

    private async Task AnswerOthersAsync(CancellationToken cancellation)
    {
        // Until the renderer has come to all that stands on the page.
        await Task.Yield();
        var subjects = _asked;
        (_asked, _othersAnswer) = (new(StringComparer.Ordinal), null);
        await AnswerAsync(subjects, cancellation);
    }

    private async Task AnswerAsync(IReadOnlySet<string> subjects, CancellationToken cancellation)
    {
        var values = ValueList.Padded(subjects);
        var rows = await database.ReadAsync(Statements.GetOrAdd(values.Length, Sql), values, row => (Subject: row.GetString(0), Count: row.GetInt32(1)), cancellation);
        foreach (var subject in subjects)
            _known[subject] = 0;
        foreach (var (subject, count) in rows)
            _known[subject] = count;
    }

    private static string Sql(int subjects) => $"""SELECT "Subject", "Count" FROM "comments_threads" WHERE "Subject" IN ({ValueList.Names(0, subjects)})""";
}
