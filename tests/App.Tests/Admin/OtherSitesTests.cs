using System.Net;
using Testing;

namespace App.Tests.Admin;

public sealed class OtherSitesTests(Site site) : IClassFixture<Site>
{
    private const string Address = "/admin/embedding/sites";

    [Fact]
    public async Task Only_administrators_see_them()
    {
        Assert.Contains("/account/sign-in", (await site.Visit().OpenAsync(Address)).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.VisitAsModeratorAsync()).OpenAsync(Address)).Status);
    }

    [Fact]
    public async Task A_site_is_added_switched_off_given_a_new_key_and_removed()
    {
        var ada = await site.VisitAsAdministratorAsync();
        var page = await ada.OpenAsync(Address);
        var added = await ada.SubmitAsync(page.Find("form[id$='-add']"), ("Origin", "HTTPS://Blog.Example/"), ("Name", "The <b>blog</b>"));
        Assert.Equal(HttpStatusCode.SeeOther, added.Status);

        page = await ada.OpenAsync(Address);
        Assert.Equal("https://blog.example", page.Find("article .meta a").TextContent);
        Assert.Contains("<script type=\"module\" src=\"http://localhost/embed.js\"></script>", page.Find("article pre").TextContent, StringComparison.Ordinal);
        // Never unasked.
        var key = KeyOf("https://blog.example");
        Assert.DoesNotContain(key, page.Html, StringComparison.Ordinal);
        Assert.Contains(key, (await ActAsync(ada, page, "show-key")).Html, StringComparison.Ordinal);

        Assert.Contains(KeyOf("https://blog.example"), (await ActAsync(ada, page, "show-key")).Html, StringComparison.Ordinal);
        var renewed = await ActAsync(ada, page, "renew-key");
        Assert.NotEqual(key, KeyOf("https://blog.example"));
        Assert.Contains(KeyOf("https://blog.example"), renewed.Html, StringComparison.Ordinal);

        Assert.NotEmpty((await ActAsync(ada, page, "off")).FindAll(".badge"));
        Assert.Empty((await ActAsync(ada, await ada.OpenAsync(Address), "on")).FindAll(".badge"));
        Assert.Empty((await ActAsync(ada, page, "remove")).FindAll("article"));
    }

    [Theory]
    [InlineData("https://blog.example/path"), InlineData("null"), InlineData("*"), InlineData("http://localhost"), InlineData("https://taken.example")]
    public async Task What_is_no_origin_or_is_there_already_is_refused(string origin)
    {
        using (var connection = site.OpenDatabaseAfterStart())
            connection.Run("INSERT OR IGNORE INTO component_embedding_sites (Id, Origin, Name, Secret, CreatedAt, IsOn) VALUES (7, 'https://taken.example', 'Taken', 'x', 0, 1)");
        var ada = await site.VisitAsAdministratorAsync($"Ada{origin.Length}");
        var form = (await ada.OpenAsync(Address)).Find("form[id$='-add']");
        var answer = await ada.PostAsync(form.GetAttribute("hx-post")!, ("Origin", origin), ("Name", "X"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotEmpty(answer.FindAll("input[name=Origin][aria-invalid=true]"));
        using (var connection = site.OpenDatabaseAfterStart())
            connection.Run("DELETE FROM component_embedding_sites WHERE Id = 7");
    }

    private static Task<Page> ActAsync(Visitor ada, Page page, string handler) =>
        ada.PostAsync(page.Find($"form[id$='-{handler}']").GetAttribute("hx-post")!, ("Site", page.Find("article button[name=Site]").GetAttribute("value")!));

    private string KeyOf(string origin)
    {
        using var connection = site.OpenDatabaseAfterStart();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Secret FROM component_embedding_sites WHERE Origin = '{origin}'";
        return (string)command.ExecuteScalar()!;
    }
}

internal static class SiteAfterStart
{
    public static Microsoft.Data.Sqlite.SqliteConnection OpenDatabaseAfterStart(this Site site)
    {
        _ = site.Services;
        return site.OpenDatabase();
    }
}
