using System.Net;
using Testing;

namespace Components.Comments.Tests.Thread;

/// <summary>What must not come through the form, by HTTP, as anybody could send it.</summary>
public sealed class HostileTextTests(Site site) : IClassFixture<Site>
{
    [Theory, InlineData("["), InlineData(">")]
    public async Task Eighty_thousand_brackets_are_too_long(string piece)
    {
        var mary = await site.VisitAsMemberAsync($"Hundred{(int)piece[0]}");
        var text = string.Concat(Enumerable.Repeat(piece, 80_000));
        var answer = await mary.CommentAsync(site, "nested", text);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(text, answer.Find("textarea").TextContent);
    }

    [Theory, InlineData("["), InlineData(">"), InlineData("- "), InlineData("![["), InlineData("*a"), InlineData("[](")]
    public async Task As_many_as_are_allowed_are_taken_and_shown(string piece)
    {
        var subject = $"allowed-{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(piece))}";
        var mary = await site.VisitAsMemberAsync(subject);
        var answer = await mary.CommentAsync(site, subject, string.Concat(Enumerable.Repeat(piece, 5_000 / piece.Length)));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(HttpStatusCode.OK, (await site.Visit().LoadThreadAsync(site, subject)).Status);
    }

    [Fact]
    public async Task Script_is_shown_as_the_text_that_it_is()
    {
        var mary = await site.VisitAsMemberAsync("Scripter");
        var answer = await mary.CommentAsync(site, "script", "<script>alert(1)</script><img src=x onerror=alert(1)>");
        Assert.Equal("<script>alert(1)</script><img src=x onerror=alert(1)>", Assert.Single(answer.Texts()));
        Assert.Empty(answer.FindAll("script, img"));
    }

    [Fact]
    public async Task A_name_is_text_wherever_it_is_shown()
    {
        const string name = "<b>Bold</b>\"'&";
        await site.AddAccountAsync("Bolder");
        using (var connection = site.OpenDatabase())
            connection.Run("UPDATE accounts_users SET DisplayName = '<b>Bold</b>\"''&' WHERE Email = 'bolder@example.com'");
        var bolder = site.Visit();
        await bolder.SignInAsync("bolder@example.com", People.Password);
        var answer = await bolder.CommentAsync(site, "name", "Look at my name");
        Assert.Equal(name, answer.Find(".comments-comment h3").TextContent);
        Assert.Contains(name, answer.Find(".comments-form .field > label").TextContent, StringComparison.Ordinal);
        Assert.Empty(answer.FindAll("b"));
    }

    [Theory]
    [InlineData("NUL", new byte[] { (byte)'a', 0, (byte)'b' })]
    [InlineData("encoded NUL", new byte[] { (byte)'%', (byte)'0', (byte)'0' })]
    [InlineData("no UTF-8", new byte[] { 0xFF, 0xFE })]
    [InlineData("cut off", new byte[] { (byte)'a', 0xC3 })]
    [InlineData("half an emoji", new byte[] { 0xED, 0xA0, 0xBD })]
    public async Task What_is_not_text_is_refused(string what, byte[] text)
    {
        var (status, thread) = await PostRawAsync(what, [.. "Text="u8, .. text]);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Empty(thread.Texts());
    }

    [Theory, InlineData("%FF%FE"), InlineData("%ED%A0%BD"), InlineData("a%C3")]
    public async Task Escapes_of_what_is_not_text_are_refused_too(string text)
    {
        var (status, thread) = await PostRawAsync(text, System.Text.Encoding.ASCII.GetBytes($"Text={text}"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Empty(thread.Texts());
    }

    [Theory, InlineData("%zz"), InlineData("100%25FF")]
    public async Task Escapes_that_are_none_stay_the_letters_that_they_are(string typed)
    {
        var text = Uri.UnescapeDataString(typed);
        var (status, thread) = await PostRawAsync(text, System.Text.Encoding.ASCII.GetBytes($"Text={typed}"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(text, Assert.Single(thread.Texts()));
    }

    [Fact]
    public async Task Every_language_comes_back_as_it_was_written()
    {
        const string text = "日本語 – Ελληνικά – עברית – 😀👩‍👩‍👧 – \u0301x";
        var mary = await site.VisitAsMemberAsync("Polyglot");
        var answer = await mary.CommentAsync(site, "languages", text);
        Assert.Equal(text, Assert.Single(answer.Texts()));
        Assert.Contains("日本語", answer.Html, StringComparison.Ordinal);
        Assert.Contains("😀", answer.Html, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, Page Thread)> PostRawAsync(string subject, byte[] body)
    {
        var mary = await site.VisitAsMemberAsync($"Raw{Convert.ToHexString(body)}");
        var url = (await mary.LoadThreadAsync(site, subject)).Find("form.comments-form").GetAttribute("hx-post")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var answer = await mary.SendAsync(request);
        return (answer.Status, await mary.LoadThreadAsync(site, subject));
    }
}
