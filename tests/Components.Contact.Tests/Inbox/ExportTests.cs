using System.Text;
using System.Text.Json;
using Components.Contact.Forms;
using Components.Contact.Inbox.Export;
using Testing;

namespace Components.Contact.Tests.Inbox;

public sealed class ExportTests : IDisposable
{
    private readonly InboxSite _site = new();

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("=1+1"), InlineData("+81 3 1234"), InlineData("-1"), InlineData("@SUM(A1)"), InlineData("\t=1"), InlineData("\r=1"), InlineData("\n=1"), InlineData(" =1"), InlineData("\u00A0=1"), InlineData("\u3000＝1")]
    [InlineData("＝1"), InlineData("＋1"), InlineData("－1"), InlineData("＠x"), InlineData("\uFEFF=1"), InlineData("\u200B=1"), InlineData("\u202E=1"), InlineData("|cmd"), InlineData("'=1"), InlineData("\"=1"), InlineData("\tplain")]
    public void What_a_spreadsheet_would_run_is_made_text(string text) => Assert.Equal($"\"'{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", CsvExport.Cell(text));

    [Theory, InlineData("", "\"\""), InlineData("a=1", "\"a=1\""), InlineData("say \"hi\",\r\nplease", "\"say \"\"hi\"\",\r\nplease\""), InlineData("日本", "\"日本\"")]
    public void Everything_else_is_kept_and_quoted(string text, string cell) => Assert.Equal(cell, CsvExport.Cell(text));

    [Fact]
    public async Task The_table_has_a_column_for_each_field_of_each_form()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        await _site.AddAsync("First", answers: [new AnsweredField("q", ItemType.LongText, "=Question", ["Two\nlines, \"quoted\""])]);
        await _site.AddAsync("Second", form: "order", answers: [new AnsweredField("n", ItemType.Number, "Number", ["-3"]), new AnsweredField("c", ItemType.Choice, "Colours", ["red", "white"])]);
        using var response = await ada.Client.GetAsync(Link(await ada.OpenAsync(InboxSite.Inbox), "csv"));
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        var rows = Csv.Read(Encoding.UTF8.GetString(bytes[3..]));
        Assert.Equal(3, rows.Count);
        Assert.Equal(["contact: =Question", "order: Number", "order: Colours", "Text"], rows[0][^4..]);
        Assert.Equal(["", "'-3", "red, white"], rows[1][^4..^1]);
        Assert.Equal(["Two\nlines, \"quoted\"", "", ""], rows[2][^4..^1]);
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
    }

    [Fact]
    public async Task Each_line_is_a_message_as_JSON()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var id = await _site.AddAsync("日本語", answers: [new AnsweredField("c", ItemType.Choice, "Colours", ["=red", "white"])]);
        var page = await ada.LoadAsync(Link(await ada.OpenAsync(InboxSite.Inbox), "jsonl"));
        var line = Assert.Single(page.Html.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("日本語", line, StringComparison.Ordinal);
        var message = JsonDocument.Parse(line).RootElement;
        Assert.Equal(id.Key(), message.GetProperty("id").GetString());
        Assert.Equal("choice", message.GetProperty("fields")[0].GetProperty("type").GetString());
        Assert.Equal(["=red", "white"], message.GetProperty("fields")[0].GetProperty("values").EnumerateArray().Select(value => value.GetString()));
    }

    [Fact]
    public async Task It_has_what_the_list_finds_all_of_it()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        await _site.AddAsync("Elsewhere roses", form: "order");
        await _site.AddAsync("Tulips");
        using (var connection = _site.OpenDatabase())
            connection.Run("""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1201)
                INSERT INTO contact_messages (Id, Form, FormTitle, Email, Subject, Answers, Text, HostPage, Language, CreatedAt, Place) SELECT i, 'contact', '', 'a@example.com', 'Roses ' || i, '', 'Roses', '/contact', '', 1790000000000, 0 FROM n
                """);
        var inbox = await ada.FindAsync(await ada.OpenAsync(InboxSite.Inbox), "roses", "contact");
        foreach (var (format, head) in new[] { ("csv", 1), ("jsonl", 0) })
            Assert.Equal(1201 + head, (await ada.LoadAsync(Link(inbox, format))).Html.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await ada.LoadAsync("/c/contact/export/csv?folder=99")).Status);
    }

    private static string Link(Page page, string format) => page.Find($"a[href*='/export/{format}']").GetAttribute("href")!;
}

/// <summary>Reads a table as RFC 4180 says, not as it was written.</summary>
internal static class Csv
{
    public static IReadOnlyList<List<string>> Read(string text)
    {
        List<List<string>> rows = [[]];
        var (cell, isQuoted) = (new StringBuilder(), false);
        for (var at = 0; at < text.Length; at++)
        {
            if (isQuoted && text[at] == '"' && at + 1 < text.Length && text[at + 1] == '"')
                cell.Append(text[at++]);
            else if (text[at] == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && text[at] is ',' or '\n')
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
                if (text[at] == '\n')
                    rows.Add([]);
            }
            else if (isQuoted || text[at] != '\r')
                cell.Append(text[at]);
        }
        return [.. rows.Where(row => row.Count > 0)];
    }
}
