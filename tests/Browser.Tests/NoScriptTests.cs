using Microsoft.Playwright;
using Testing;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>The same walks with JavaScript off: everything is a link, a form and a page.</summary>
public sealed class NoScriptTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    private const string Flash = "#component-flash";
    private static readonly TabOptions NoScript = new() { HasJavaScript = false };

    [Theory]
    [InlineData(LiveSite.Article, "Ann")]
    [InlineData(LiveSite.InlineArticle, "Anna")]
    public async Task Somebody_reads_registers_by_mail_and_comments(string article, string name)
    {
        var ann = await OpenAsync(NoScript);
        await ann.GoAsync(article);
        if (article == LiveSite.Article)
            await ann.Find(".component-placeholder a").ClickAsync();
        await ann.Link("Sign in to comment").ClickAsync();
        await ann.Find("main").GetByRole(AriaRole.Link, new() { Name = "Register" }).ClickAsync();
        await ann.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await ann.Field("E-mail address").FillAsync(People.EmailOf(name));
        await ann.Field("Password").FillAsync(People.Password);
        await ann.Find("main button[type=submit]").ClickAsync();
        await Expect(ann.Find("h1")).ToHaveTextAsync("Check your mail");

        await ann.GoAsync(await Site.LinkToAsync(People.EmailOf(name)));
        await ann.Button("Finish and sign in").ClickAsync();
        if (await ann.Find(".component-placeholder a").CountAsync() > 0)
            await ann.Find(".component-placeholder a").ClickAsync();
        await ann.Field("Your comment").FillAsync($"{name} without a script.");
        await ann.Button("Post comment").ClickAsync();

        await Expect(ann.Find(".comments-comment").First).ToContainTextAsync($"{name} without a script.");
        await Expect(ann.Find(Flash)).ToContainTextAsync("Your comment is there.");
        await ann.Page.ReloadAsync();
        await Expect(ann.Find(Flash)).Not.ToContainTextAsync("Your comment is there.");
        Assert.Equal(1, await Site.CountCommentsAsync($"{name} without a script."));
    }

    [Theory]
    [InlineData(LiveSite.EmptyArticle)]
    [InlineData(LiveSite.InlineArticle)]
    public async Task Sixty_comments_are_paged_through(string article)
    {
        var reader = await OpenAsync(NoScript);
        await Site.AddCommentsAsync(article, 60);
        await reader.GoAsync(article);
        if (article == LiveSite.EmptyArticle)
            await reader.Find(".component-placeholder a").ClickAsync();
        await Expect(reader.Find(".comments-comment").First).ToContainTextAsync("Comment number 60.");
        await reader.Link("More comments").ClickAsync();
        await reader.Link("More comments").ClickAsync();
        await Expect(reader.Find(".comments-comment", "Comment number 1.")).ToBeVisibleAsync();
        await reader.Link("Previous comments").ClickAsync();
        await reader.Link("Previous comments").ClickAsync();
        await Expect(reader.Find(".comments-comment").First).ToContainTextAsync("Comment number 60.");
        await reader.Link("Back to the page").ClickAsync();
        await reader.LandedAsync($"{article}$");
    }

    [Fact]
    public async Task An_author_deletes_a_comment()
    {
        var dan = await OpenAsAsync("Dan", options: NoScript);
        await dan.GoAsync(LiveSite.InlineArticle);
        await dan.Field("Your comment").FillAsync("Not for long.");
        await dan.Button("Post comment").ClickAsync();
        var own = dan.Find(".comments-comment", "Not for long.");
        await own.Locator(".comments-delete summary").ClickAsync();
        await own.Locator(".comments-delete button").ClickAsync();

        await Expect(own).ToHaveCountAsync(0);
        await Expect(dan.Find(Flash)).ToContainTextAsync("The comment is deleted.");
        Assert.Equal(0, await Site.CountCommentsAsync("Not for long."));
    }

    [Fact]
    public async Task A_blank_comment_comes_back_with_its_error()
    {
        var bob = await OpenAsAsync("Bob", options: NoScript);
        bob.ExpectsFailedRequests = true;
        await bob.GoAsync(LiveSite.InlineArticle);
        await bob.Field("Your comment").FillAsync("   ");
        await bob.Button("Post comment").ClickAsync();

        await Expect(bob.Find(".comments-form .field-error")).ToHaveTextAsync("Please write something.");
        await Expect(bob.Field("Your comment")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task A_question_arrives_and_its_thanks_are_shown()
    {
        var guest = await OpenAsync(NoScript);
        guest.ExpectsFailedRequests = true;
        await guest.GoAsync("/contact");
        await guest.Field("Your e-mail address").FillAsync("guest@example.com");
        await guest.Field("Your question").FillAsync("   ");
        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(".field-error")).ToBeVisibleAsync();
        await Expect(guest.Field("Your e-mail address")).ToHaveValueAsync("guest@example.com");

        await guest.Field("Your question").FillAsync("Without a script?");
        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(Flash)).ToContainTextAsync("Your message has arrived");
        Assert.Equal(1, await Site.CountMessagesAsync("Without a script?"));
    }

    [Fact]
    public async Task A_moderator_approves_and_deletes()
    {
        var moe = await OpenAsAsync("Moe", Components.Packs.Roles.Moderator, NoScript);
        await Site.AddCommentsAsync(LiveSite.Article, [("Rosa", "Good to wait."), ("Rosa", "Bad to wait.")], isApproved: false);
        await moe.GoAsync("/admin/comments/queue");
        await moe.Find(".comments-queue article", "Good to wait.").GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(moe.Find(Flash)).ToContainTextAsync("Approved: 1");
        await moe.Find(".comments-queue article", "Bad to wait.").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(moe.Find(Flash)).ToContainTextAsync("Deleted: 1");
        await Expect(moe.Find(".comments-queue article")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_menu_opens_on_a_phone_in_the_layout_that_hides_it()
    {
        Site.Start();
        Site.UseLayout("midnight");
        try
        {
            var phone = await OpenAsync(NoScript with { Width = 375, Height = 700 });
            await phone.GoAsync("/");
            await phone.Button("Menu").ClickAsync();
            await phone.Link("Contact").ClickAsync();
            await Expect(phone.Find("h1")).ToHaveTextAsync("Contact");
        }
        finally
        {
            Site.UseLayout("magazine");
        }
    }
}
