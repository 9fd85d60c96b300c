using System.Net;
using System.Security.Cryptography;
using System.Text;
using Components.Comments.Avatars;
using Components.Comments.Tests.Thread;
using Components.Comments.Tests.Writing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Testing;

namespace Components.Comments.Tests.Avatars;

public sealed class GravatarTests : IClassFixture<PictureServer>, IDisposable
{
    private readonly PictureServer _server;
    private readonly MovableClock _clock = new();
    private readonly Site _site = new Site().OpenToGuests();

    public GravatarTests(PictureServer server)
    {
        _server = server;
        server.Asked.Clear();
        _site.Settings["Packs:Comments:Gravatar"] = "true";
        _site.Settings["Packs:Comments:GravatarUrl"] = server.Address;
        _site.ConfigureServices = services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock));
    }

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task The_server_fetches_the_picture_and_serves_it_as_its_own()
    {
        _server.Answer = http => PictureServer.Send(http, "text/html", PictureServer.Png);
        var (picture, thread) = await WriteAsync("Gwen@Example.org ");
        Assert.Equal(HttpStatusCode.OK, picture.Status);
        // What the other server said is not believed: the bytes tell.
        Assert.Equal("image/png", picture.Header("Content-Type"));
        Assert.Equal("nosniff", picture.Header("X-Content-Type-Options"));
        Assert.Contains("default-src 'none'", picture.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal($"/avatar/{HashOf("gwen@example.org")}?d=404&s=80", Assert.Single(_server.Asked));
        Assert.DoesNotContain("Cookie", _server.Headers.Keys);
        Assert.DoesNotContain("Referer", _server.Headers.Keys);
        foreach (var secret in new[] { "example.org", HashOf("gwen@example.org"), "gravatar" })
            Assert.DoesNotContain(secret, thread.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task It_is_asked_once_a_week()
    {
        _server.Answer = http => PictureServer.Send(http, "image/png", PictureServer.Png);
        var (_, thread) = await WriteAsync("once@example.org");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => LookAsync(thread)));
        Assert.Single(_server.Asked);
        _clock.Ahead = Gravatar.Kept + TimeSpan.FromHours(1);
        await LookAsync(thread);
        Assert.Equal(2, _server.Asked.Count);
    }

    [Fact]
    public async Task Who_has_none_is_drawn_and_not_asked_for_again()
    {
        _server.Answer = http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
        var (picture, thread) = await WriteAsync("none@example.org");
        Assert.Equal("image/svg+xml; charset=utf-8", picture.Header("Content-Type"));
        Assert.Contains(">G</text>", picture.Html, StringComparison.Ordinal);
        await LookAsync(thread);
        Assert.Single(_server.Asked);
    }

    public static TheoryData<string> Failures => ["500", "redirect", "too large", "too large and not announced", "no picture", "svg", "cut off"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Whatever_the_other_server_does_the_name_is_drawn(string failure)
    {
        _server.Answer = http => failure switch
        {
            "500" => Fail(http, 500),
            "redirect" => Redirect(http),
            "too large" => PictureServer.Send(http, "image/png", [.. PictureServer.Png, .. new byte[Gravatar.LargestPicture]]),
            "too large and not announced" => Endless(http),
            "svg" => PictureServer.Send(http, "image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray()),
            "cut off" => Abort(http),
            _ => PictureServer.Send(http, "image/png", "<script>alert(1)</script>"u8.ToArray()),
        };
        var (picture, _) = await WriteAsync($"{failure.Replace(' ', '-')}@example.org");
        Assert.Equal(HttpStatusCode.OK, picture.Status);
        Assert.Equal("image/svg+xml; charset=utf-8", picture.Header("Content-Type"));
        Assert.DoesNotContain("alert", picture.Html, StringComparison.Ordinal);
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task After_a_failure_it_is_tried_again_in_ten_minutes()
    {
        _server.Answer = http => Fail(http, 503);
        var (_, thread) = await WriteAsync("later@example.org");
        _server.Answer = http => PictureServer.Send(http, "image/png", PictureServer.Png);
        Assert.StartsWith("image/svg", (await LookAsync(thread)).Header("Content-Type"), StringComparison.Ordinal);
        _clock.Ahead = Gravatar.Pause + TimeSpan.FromSeconds(5);
        Assert.Equal("image/png", (await LookAsync(thread)).Header("Content-Type"));
    }

    [Fact]
    public async Task Nobody_is_asked_about_a_guest_without_an_address_who_looks_the_same()
    {
        var (picture, thread) = await WriteAsync("");
        Assert.StartsWith("image/svg", picture.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Empty(_server.Asked);
        Assert.NotNull(thread.Document.QuerySelector("img.comments-avatar[alt='']"));
    }

    [Theory]
    [InlineData("State = 0, Place = 0")]
    [InlineData("State = 2, Place = 0")]
    [InlineData("State = 3, Place = 0")]
    [InlineData("State = 4, Place = 1")]
    public async Task Only_a_comment_that_everybody_sees_has_one(string state)
    {
        _server.Answer = http => PictureServer.Send(http, "image/png", PictureServer.Png);
        var (_, thread) = await WriteAsync("state@example.org");
        using (var database = _site.OpenDatabase())
            database.Run($"UPDATE comments_comments SET {state}");
        Assert.Equal(HttpStatusCode.NotFound, (await LookAsync(thread)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.Visit().OpenAsync("/c/comments/avatar/12345")).Status);
    }

    [Fact]
    public async Task It_is_off_unless_the_owner_turns_it_on()
    {
        using var site = new Site().OpenToGuests();
        var guest = site.Visit();
        await guest.CommentAsGuestAsync(site, "off", "hello", email: "gwen@example.org");
        var thread = await guest.LoadThreadAsync(site, "off");
        Assert.Empty(thread.FindAll("img"));
        Assert.Equal("G", thread.Find("span.comments-avatar").TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.OpenAsync($"/c/comments/avatar/{thread.IdOf("hello")}")).Status);
    }

    private static string HashOf(string email) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email)));

    private async Task<(Page Picture, Page Thread)> WriteAsync(string email)
    {
        var guest = _site.Visit();
        await guest.CommentAsGuestAsync(_site, "pictures", "hello", email: email);
        var thread = await guest.LoadThreadAsync(_site, "pictures");
        return (await LookAsync(thread), thread);
    }

    private Task<Page> LookAsync(Page thread) => _site.Visit().OpenAsync(thread.Find("img.comments-avatar").GetAttribute("src")!);

    private static Task Fail(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return PictureServer.Send(http, "image/png", PictureServer.Png);
    }

    private static Task Redirect(HttpContext http)
    {
        http.Response.Redirect("/avatar/elsewhere");
        return Task.CompletedTask;
    }

    private static async Task Endless(HttpContext http)
    {
        await PictureServer.Send(http, "image/png", PictureServer.Png);
        var more = new byte[64 * 1024];
        for (var i = 0; i < 100 && !http.RequestAborted.IsCancellationRequested; i++)
            await http.Response.Body.WriteAsync(more, http.RequestAborted);
    }

    private static async Task Abort(HttpContext http)
    {
        http.Response.ContentLength = 5_000;
        await PictureServer.Send(http, "image/png", PictureServer.Png);
        http.Abort();
    }
}

public sealed class DrawnPictureTests
{
    [Fact]
    public void Letters_stand_out_from_every_colour() =>
        Assert.All(AvatarDrawing.Colors, color => Assert.InRange(1.05 / (LuminanceOf(color) + 0.05), 4.5, 21));

    [Fact]
    public void The_styles_have_the_same_colours()
    {
        var styles = File.ReadAllText(Repository.PathOf("src/Components.Comments/Thread/CommentThread.razor.css"));
        for (var hue = 0; hue < AvatarDrawing.Colors.Length; hue++)
            Assert.Contains($".comments-hue-{hue} {{ --avatar-color: {AvatarDrawing.Colors[hue]}; }}", styles, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mary Jane Watson", "MJ")]
    [InlineData("山田 太郎", "山")]
    [InlineData("👩‍🚀 Ann", "👩‍🚀")]
    [InlineData("", "?")]
    public void Initials_are_what_the_eye_takes_for_letters(string name, string initials) => Assert.Equal(initials, AvatarDrawing.InitialsOf(name));

    [Fact]
    public void A_name_is_text_in_the_picture() => Assert.Contains(">&lt;</text>", AvatarDrawing.Svg("<script>"), StringComparison.Ordinal);

    // https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    private static double LuminanceOf(string color)
    {
        var parts = Convert.FromHexString(color[1..]).Select(part => part / 255.0).Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
