using System.Globalization;
using Components.Data;

namespace Components.Comments.Counts;

/// <summary>
/// How many comments threads have, for one request: whoever asks while a page is rendered waits until all have asked, and one query answers them together. By a
/// connection of its own, since the request's may be busy then; and by plain SQL, since lists of pages with their counts are what a site is first asked for: see <see cref="PlainSql"/>.
/// </summary>
internal sealed class CommentCounts(IDatabase database)
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
        await using var connection = await database.OpenAsync(cancellation);
        await using var command = connection.Command(Sql(subjects.Count), subjects.Select((subject, number) => (Name(number), (object)subject)));
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellation))
            counts.Add(rows.GetString(0), rows.GetInt32(1));
        foreach (var subject in subjects)
            _known[subject] = counts.GetValueOrDefault(subject);
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"@s{number}");

    /// <summary>Asks for so many subjects at once.</summary>
    internal static string Sql(int subjects) => $"""SELECT "Subject", "Count" FROM comments_threads WHERE "Subject" IN ({string.Join(", ", Enumerable.Range(0, subjects).Select(Name))})""";
}
