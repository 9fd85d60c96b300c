using Microsoft.AspNetCore.Hosting;
using Testing;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Comments;

/// <summary>A page of its own on which the same thread stands twice.</summary>
public sealed class TwinSite : LiveSite
{
    public const string Page = "/twins";

    public TwinSite()
    {
        foreach (var (name, value) in new[] { ("AllowGuests", "true"), ("ProofOfWork", "false"), ("HoldFasterThanSeconds", "0"), ("Sort", "Oldest") })
            Settings[$"Packs:Comments:{name}"] = value;
        System.IO.Directory.CreateDirectory(Path.Combine(Directory, "content"));
        File.WriteAllText(Path.Combine(Directory, "content", "twins.md"), """
            # Twins

            <component-view name="comments/thread" subject="twins" id="one"></component-view>

            <component-view name="comments/thread" subject="twins" id="two"></component-view>
            """);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseContentRoot(Directory).UseWebRoot(Repository.PathOf("src/App/wwwroot"));
    }
}

/// <summary>The same thread twice on a page: what is done in one is answered in it.</summary>
public sealed class TwinTests(TwinSite site, Chromium chromium) : BrowserTest(site, chromium), IClassFixture<TwinSite>
{
    [Fact]
    public async Task Each_previews_answers_and_edits_in_its_own_place()
    {
        Site.Start();
        await Site.AddCommentsAsync(TwinSite.Page, 2);
        var mary = await OpenAsync();
        await mary.GoAndLoadAsync(TwinSite.Page);
        Assert.Empty(await mary.DoubledIdsAsync());
        foreach (var (own, other) in new[] { ("#two", "#one"), ("#one", "#two") })
        {
            await mary.Find($"{own} .comments-form textarea").First.FillAsync($"**Seen in {own}**");
            await mary.Find($"{own} button", "Preview").First.ClickAsync();
            await Expect(mary.Find($"{own} .comments-preview strong")).ToHaveTextAsync($"Seen in {own}");
            await Expect(mary.Find($"{other} .comments-preview", $"Seen in {own}")).ToHaveCountAsync(0);

            await mary.Find($"{own} .comments-action", "Reply").First.ClickAsync();
            await Expect(mary.Find($"{own} .comments-reply textarea")).ToBeFocusedAsync();
            await Expect(mary.Find($"{other} .comments-reply")).ToHaveCountAsync(0);
            await mary.Find($"{own} .comments-reply input[name=Name]").FillAsync("Mary");
            await mary.Find($"{own} .comments-reply textarea").FillAsync($"An answer in {own}");
            await mary.Find($"{own} .comments-reply button", "Post").First.ClickAsync();
            await Expect(mary.Find($"{own} .comments-answers .comments-text", $"An answer in {own}")).ToBeVisibleAsync();
            await Expect(mary.Find($"{other} .comments-text", $"An answer in {own}")).ToHaveCountAsync(0);
            Assert.Empty(await mary.DoubledIdsAsync());
        }
    }

    [Fact]
    public async Task A_permalink_leads_to_the_first()
    {
        Site.Start();
        var comment = await Site.WriteAsync("twins", TwinSite.Page, null, new Components.Comments.Author("rosa", "Rosa"), "Look here", Components.Comments.CommentState.Approved);
        var mary = await OpenAsync();
        await mary.GoAndLoadAsync($"{TwinSite.Page}?comment={comment.Id}#comment-{comment.Id}");
        await Expect(mary.Find($"#one #comment-{comment.Id}")).ToBeVisibleAsync();
        await Expect(mary.Find($"#two #two-comment-{comment.Id}")).ToBeVisibleAsync();
        await Expect(mary.Find("#one :target")).ToHaveCountAsync(1);
    }
}
