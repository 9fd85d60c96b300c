using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace App.Tests.Admin;

/// <summary>What an administrator sees of the calls, from a test call to a receiver on this machine.</summary>
public sealed class WebhooksTests : IAsyncLifetime
{
    private const string Calls = "/admin/webhooks/calls";
    private const string Keys = "/admin/webhooks/keys";
    private readonly Site _site = new();
    private WebApplication _receiver = null!;
    private int _status = 500;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.Run(http =>
        {
            http.Response.StatusCode = _status;
            http.Response.ContentType = "text/plain";
            return http.Response.WriteAsync("<b>the disk</b> is full");
        });
        await _receiver.StartAsync();
        _site.Settings["Webhooks:AllowedHosts:0"] = "127.0.0.1";
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _site.DisposeAsync();
    }

    private string Url => _receiver.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    [Theory]
    [InlineData(Calls), InlineData(Keys)]
    public async Task Only_administrators_see_them(string address)
    {
        Assert.Contains("/account/sign-in", (await _site.Visit().OpenAsync(address)).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _site.VisitAsModeratorAsync()).OpenAsync(address)).Status);
    }

    [Fact]
    public async Task A_test_call_that_fails_says_why_and_is_sent_again_and_given_up_and_removed()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var page = await ada.OpenAsync(Calls);
        Assert.Equal(HttpStatusCode.OK, (await ada.PostAsync(page.Find("form[id$='-test']").GetAttribute("hx-post")!, ("Url", Url), ("Key", "orders"))).Status);
        await UntilAsync("SELECT COUNT(*) FROM webhooks_calls WHERE Attempts = 1");
        page = await ada.OpenAsync(Calls);
        Assert.Equal("Waiting", page.Find("article .badge").TextContent);
        Assert.Equal("it answers 500: <b>the disk</b> is full", page.Find("article bdi[lang=en]").TextContent);

        await ActAsync(ada, page, "again");
        await UntilAsync("SELECT COUNT(*) FROM webhooks_calls WHERE Attempts = 2");
        await ActAsync(ada, page, "again");
        await UntilAsync("SELECT COUNT(*) FROM webhooks_calls WHERE Attempts = 3");
        Assert.Equal("Stuck", (await ada.OpenAsync(Calls)).Find("article .badge").TextContent);
        Assert.Contains("Webhooks", (await ada.OpenAsync("/admin")).Html, StringComparison.Ordinal);

        page = await ActAsync(ada, page, "give-up");
        Assert.Equal("Given up", page.Find("article .badge").TextContent);
        Assert.Single((await ada.LoadAsync(page.FindAll("a[hx-get]").Single(link => link.TextContent == "Stuck calls").GetAttribute("hx-get")!)).FindAll("article"));
        _status = 204;
        await ActAsync(ada, page, "again");
        await UntilAsync("SELECT COUNT(*) FROM webhooks_calls WHERE SentAt IS NOT NULL AND GivenUpAt IS NULL AND Body = ''");
        // What was taken can be neither sent again nor removed, whatever is posted.
        page = await ActAsync(ada, page, "remove");
        Assert.Empty(page.FindAll("article button"));
        Assert.Single(page.FindAll("article"));
    }

    [Fact]
    public async Task A_call_that_was_given_up_is_removed()
    {
        _status = 410;
        var ada = await _site.VisitAsAdministratorAsync();
        var page = await ada.OpenAsync(Calls);
        await ada.PostAsync(page.Find("form[id$='-test']").GetAttribute("hx-post")!, ("Url", Url), ("Key", "orders"));
        await UntilAsync("SELECT COUNT(*) FROM webhooks_calls WHERE GivenUpAt IS NOT NULL");
        Assert.Empty((await ActAsync(ada, await ada.OpenAsync(Calls), "remove")).FindAll("article"));
    }

    [Fact]
    public async Task A_call_that_is_tried_again_meanwhile_is_not_removed()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var page = await ada.OpenAsync(Calls);
        Insert(1, "NULL, 4100000000000, NULL");
        var answer = await ada.PostAsync(page.Find("form[id$='-remove']").GetAttribute("hx-post")!, ("Call", "1"));
        Assert.Contains("is tried again", answer.Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Equal(1, Ask("SELECT COUNT(*) FROM webhooks_calls"));
    }

    [Fact]
    public async Task A_test_call_is_signed_by_a_key_called_test_unless_somebody_says_otherwise()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var page = await ada.OpenAsync(Calls);
        Assert.Equal("test", page.Find("input[name=Key]").GetAttribute("value"));
        var refused = await ada.PostAsync(page.Find("form[id$='-test']").GetAttribute("hx-post")!, ("Url", ""), ("Key", ""));
        Assert.Equal("", refused.Find("input[name=Key]").GetAttribute("value") ?? "");
    }

    [Theory]
    [InlineData("ftp://hooks.example/", "test", "Url"), InlineData("https://a:b@hooks.example/", "test", "Url"), InlineData("https://hooks.example/", "No Name", "Key"), InlineData("", "test", "Url")]
    public async Task What_cannot_be_called_is_refused_beside_its_field(string url, string key, string field)
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var answer = await ada.PostAsync((await ada.OpenAsync(Calls)).Find("form[id$='-test']").GetAttribute("hx-post")!, ("Url", url), ("Key", key));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.FindAll($"input[name={field}][aria-invalid=true]"));
        Assert.Equal(0, Ask("SELECT COUNT(*) FROM webhooks_calls"));
    }

    [Fact]
    public async Task The_list_is_read_page_by_page()
    {
        var sql = _site.LogSql();
        var ada = await _site.VisitAsAdministratorAsync();
        for (var i = 1; i <= 65; i++)
            Insert(i, "1, 0, NULL");
        List<string> seen = [];
        var page = await ada.OpenAsync(Calls);
        while (true)
        {
            seen.AddRange(page.FindAll("article h2").Select(heading => heading.TextContent.Trim()));
            if (page.FindAll("a.button[hx-get]").SingleOrDefault() is not { } older)
                break;
            page = await ada.LoadAsync(older.GetAttribute("hx-get")!);
        }
        Assert.Equal(Enumerable.Range(1, 65).Reverse().Select(i => $"number.{i}"), seen);
        // What calls say may be long, and is not shown.
        var lists = sql.SelectsFrom("webhooks_calls").Where(command => command.Contains("\"Url\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, lists.Count);
        Assert.All(lists, list => Assert.DoesNotContain("\"Body\"", list, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_is_made_shown_when_asked_for_and_made_anew()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var page = await ada.OpenAsync(Keys);
        var add = page.Find("form[id$='-add']").GetAttribute("hx-post")!;
        var made = await ada.PostAsync(add, ("Name", "orders"));
        var first = Key();
        Assert.Equal(first, made.Find("code").TextContent);
        page = await ada.OpenAsync(Keys);
        Assert.DoesNotContain(first, page.Html, StringComparison.Ordinal);
        Assert.Contains(first, (await ada.PostAsync(page.Find("form[id$='-show']").GetAttribute("hx-post")!, ("Name", "orders"))).Find("code").TextContent, StringComparison.Ordinal);
        var renewed = await ada.PostAsync(page.Find("form[id$='-renew']").GetAttribute("hx-post")!, ("Name", "orders"));
        Assert.NotEqual(first, Key());
        Assert.Equal(Key(), renewed.Find("code").TextContent);
        foreach (var name in (string[])["orders", "No Name", ""])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.PostAsync(add, ("Name", name))).Status);
        Assert.Equal(1, Ask("SELECT COUNT(*) FROM webhooks_keys"));
    }

    private static Task<Page> ActAsync(Visitor ada, Page page, string handler) =>
        ada.PostAsync(page.Find($"form[id$='-{handler}']").GetAttribute("hx-post")!, ("Call", page.Find("article button[name=Call]").GetAttribute("value")!));

    private void Insert(int id, string sentNextGivenUp)
    {
        using var connection = _site.OpenDatabase();
        connection.Run($"""
            INSERT INTO webhooks_calls (Id, Url, Target, Key, Event, Body, CreatedAt, SentAt, NextAttemptAt, GivenUpAt, Attempts)
            VALUES ({id}, 'https://hooks.example/', 'hooks.example:443', 'test', 'number.{id}', '', 0, {sentNextGivenUp}, 1)
            """);
    }

    private long Ask(string sql)
    {
        using var connection = _site.OpenDatabase();
        return connection.Ask<long>(sql);
    }

    private string Key()
    {
        using var connection = _site.OpenDatabase();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Secret FROM webhooks_keys";
        return (string?)command.ExecuteScalar() ?? "";
    }

    private async Task UntilAsync(string sql)
    {
        for (var i = 0; i < 600 && Ask(sql) == 0; i++)
            await Task.Delay(50);
        Assert.True(Ask(sql) > 0, sql);
    }
}
