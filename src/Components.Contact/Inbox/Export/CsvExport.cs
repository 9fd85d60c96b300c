using System.Globalization;
using System.Text;
using Components.Contact.Forms;

namespace Components.Contact.Inbox.Export;

/// <summary>Messages as a table for spreadsheets: UTF-8 with a byte order mark, without which Excel does not read it as UTF-8; quoted by RFC 4180.</summary>
internal static class CsvExport
{
    // What is in no column of its own any more is still in the text.
    private const int MostColumns = 500;

    public static async Task WriteAsync(Stream body, ContactDb db, InboxFilter filter, CancellationToken cancellation)
    {
        var columns = await ColumnsAsync(db, filter, cancellation);
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16_384, leaveOpen: true) { AutoFlush = false };
        await WriteLineAsync(writer, ["Id", "Received", "Form", "Subject", "E-mail", "Page", "Language", "Read", "Starred", "Place", "Assigned to", .. columns.Select(column => column.Head), "Text"], cancellation);
        await foreach (var message in filter.AllAsync(db, cancellation))
            await WriteLineAsync(writer, CellsOf(message, columns), cancellation);
    }

    /// <summary>A cell as it stands in the file.</summary>
    internal static string Cell(string text) => $"\"{CsvCell.Defused(text).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // Read once before: the head of a table stands above its rows. A field of a form has one column, whatever its label was called over time.
    private static async Task<IReadOnlyList<Column>> ColumnsAsync(ContactDb db, InboxFilter filter, CancellationToken cancellation)
    {
        Dictionary<(string Form, string Name), Column> columns = [];
        await foreach (var message in filter.AllAsync(db, cancellation))
            foreach (var answer in AnsweredField.FromJson(message.Answers))
                if (columns.Count < MostColumns)
                    columns.TryAdd((message.Form, answer.Name), new Column(message.Form, answer.Name, answer.Label));
        var isOneForm = columns.Keys.Select(key => key.Form).Distinct().Count() <= 1;
        return [.. columns.Values.OrderBy(column => column.Form, StringComparer.Ordinal).Select(column => isOneForm ? column : column with { Head = $"{column.Form}: {column.Head}" })];
    }

    private static IEnumerable<string> CellsOf(ContactMessage message, IReadOnlyList<Column> columns)
    {
        var answers = AnsweredField.FromJson(message.Answers).Where(answer => answer.Name.Length > 0).GroupBy(answer => answer.Name).ToDictionary(group => group.Key, group => group.First().Text);
        return
        [
            message.Id.ToString(CultureInfo.InvariantCulture),
            TimeOf(message.CreatedAt),
            message.Form,
            message.Subject,
            message.Email,
            message.HostPage,
            message.Language,
            TimeOf(message.ReadAt),
            TimeOf(message.StarredAt),
            message.Place.ToString(),
            message.AssignedName ?? "",
            .. columns.Select(column => column.Form == message.Form ? answers.GetValueOrDefault(column.Name, "") : ""),
            message.Text,
        ];
    }

    private static string TimeOf(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    private static Task WriteLineAsync(StreamWriter writer, IEnumerable<string> cells, CancellationToken cancellation) =>
        writer.WriteAsync($"{string.Join(',', cells.Select(Cell))}\r\n".AsMemory(), cancellation);

    private sealed record Column(string Form, string Name, string Head);
}
