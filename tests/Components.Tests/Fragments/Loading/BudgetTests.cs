using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Components.Tests.Fixture;
using Microsoft.Data.Sqlite;

namespace Components.Tests.Fragments.Loading;

/// <summary>Fragments that are really slow, on a real server.</summary>
public sealed class BudgetTests(BudgetTests.PatientHost host) : IClassFixture<BudgetTests.PatientHost>
{
    // Shorter than each of the things that are not waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    public sealed class PatientHost : KestrelHost
    {
        public PatientHost() => Settings["Database:Patience"] = "00:00:30";
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_inline_fragment_over_its_budget_does_not_hold_its_page(bool blocks)
    {
        var subject = $"inline-{blocks}";
        var (response, time) = await GetAsync($"/tag/test/slow?load=inline&milliseconds=15000&blocks={(blocks ? "true" : "false")}&subject={subject}&budget=200ms");
        var html = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.InRange(time, TimeSpan.FromMilliseconds(150), Patience);
        Assert.Contains("component-problem", html, StringComparison.Ordinal);
        Assert.Contains("Try again", html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"after\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"slow\"", html, StringComparison.Ordinal);
        await SeeAsync(blocks ? $"{subject} ended, cancelled, scope there, /tag/test/slow" : $"{subject} cancelled");
        Assert.Contains(host.Log.Lines, line => line.StartsWith("Warning: Fragment 'test/slow' has not read what it shows within its budget of 0.2 s.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_loaded_fragment_over_its_budget_is_answered_with_503_and_its_box(bool blocks)
    {
        var subject = $"loaded-{blocks}";
        using var page = new HttpClient { BaseAddress = host.Address };
        var document = new HtmlParser().ParseDocument(await page.GetStringAsync($"/tag/test/slow?milliseconds=15000&blocks={(blocks ? "true" : "false")}&subject={subject}&budget=200ms"));
        var (response, time) = await GetAsync(document.QuerySelector("[data-fragment]")!.GetAttribute("hx-get")!);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("10", response.Headers.GetValues("Retry-After").Single());
        Assert.Equal("test/slow", response.Headers.GetValues("Component-Fragment").Single());
        Assert.InRange(time, TimeSpan.FromMilliseconds(150), Patience);
        Assert.Contains("longer than it should", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await SeeAsync(blocks ? $"{subject} ended, cancelled, scope there, /c/test/slow" : $"{subject} cancelled");
    }

    [Fact]
    public async Task A_connection_that_an_overdue_fragment_still_holds_is_not_used_again()
    {
        var (response, _) = await GetAsync("/tag/test/slow?load=inline&milliseconds=2000&blocks=true&subject=held&budget=100ms");
        Assert.True(response.Headers.ConnectionClose);
        var (fine, _) = await GetAsync("/tag/test/slow?load=inline&milliseconds=1&subject=fine&budget=1m");
        Assert.NotEqual(true, fine.Headers.ConnectionClose);
        await SeeAsync("held ended, cancelled, scope there, /tag/test/slow");
    }

    [Fact]
    public async Task One_that_keeps_to_its_budget_is_shown()
    {
        var (response, _) = await GetAsync("/tag/test/slow?load=inline&milliseconds=20&subject=quick&budget=1m");
        Assert.Contains("class=\"slow\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await SeeAsync("quick ended, in time, scope there, /tag/test/slow");
    }

    [Fact]
    public async Task A_fallback_stands_in_the_place_of_the_box_with_the_way_to_try_again()
    {
        var (response, _) = await GetAsync("/page/fallback");
        var document = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        var inline = document.QuerySelectorAll("[data-fragment]")[0];
        Assert.Equal("Later", inline.QuerySelector(".component-fallback > b")!.TextContent);
        Assert.Equal("Try again", inline.QuerySelector(".component-fallback > a[hx-get]")!.TextContent);
        Assert.Equal("Later", ((IHtmlTemplateElement)document.QuerySelectorAll("[data-fragment]")[1].QuerySelector("template.component-fallback")!).Content.TextContent);
    }

    [Fact]
    public async Task A_blocked_database_does_not_hold_the_page_longer_than_the_budget()
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(host.DataDirectory, "site.db"), Pooling = false }.ToString());
        await connection.OpenAsync();
        await RunAsync(connection, "PRAGMA locking_mode = EXCLUSIVE");
        // Not while another connection is open, and those of the site stay open for the next one who needs them.
        for (var attempt = 0; !await TryAsync(connection, "BEGIN EXCLUSIVE"); attempt++)
        {
            Assert.InRange(attempt, 0, 300);
            SqliteConnection.ClearAllPools();
            await Task.Delay(100);
        }
        try
        {
            var (response, time) = await GetAsync("/tag/test/notes?load=inline&budget=300ms");
            Assert.InRange(time, TimeSpan.FromMilliseconds(250), Patience);
            Assert.Contains("Try again", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await RunAsync(connection, "COMMIT");
            await RunAsync(connection, "PRAGMA locking_mode = NORMAL");
        }
    }

    private static async Task<bool> TryAsync(SqliteConnection connection, string sql)
    {
        try
        {
            await RunAsync(connection, sql);
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == 5)
        {
            return false;
        }
    }

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 1;
        await command.ExecuteNonQueryAsync();
    }

    private async Task<(HttpResponseMessage Response, TimeSpan Time)> GetAsync(string address)
    {
        using var client = KestrelHost.CreateClient();
        client.DefaultRequestHeaders.Add("HX-Request", "true");
        var watch = Stopwatch.StartNew();
        var response = await client.GetAsync(new Uri(host.Address, address));
        return (response, watch.Elapsed);
    }

    private async Task SeeAsync(string entry)
    {
        for (var i = 0; i < 600 && !host.Journal.Entries.Contains(entry); i++)
            await Task.Delay(100);
        Assert.Contains(entry, host.Journal.Entries);
    }
}
