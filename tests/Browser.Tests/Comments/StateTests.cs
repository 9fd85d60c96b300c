using Components.Comments;
using Components.Packs;
using Components.Push;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Comments;

/// <summary>Every state in which a thread is seen, as axe sees it, in every layout, light and dark.</summary>
public sealed class StateTests(GuestSite guestSite, Chromium chromium) : BrowserTest(guestSite, chromium), IClassFixture<GuestSite>
{
    private const string Thread = ".comments-thread";
    private static readonly SemaphoreSlim Preparing = new(1);
    private static bool _isPrepared;

    [Theory]
    [InlineData("plain", false)]
    [InlineData("plain", true)]
    [InlineData("magazine", false)]
    [InlineData("magazine", true)]
    [InlineData("midnight", true)]
    public async Task Axe_finds_nothing(string layout, bool isDark)
    {
        Site.Start();
        await PrepareOnceAsync();
        Site.UseLayout(layout);
        List<string> violations = [];
        var options = new TabOptions { PrefersDark = isDark };
        await AsGuestAsync(options, violations);
        await AsMemberAsync(options, violations);
        await AsModeratorAsync(options, violations);
        foreach (var access in (ThreadAccess[])[ThreadAccess.Closed, ThreadAccess.ReadOnly])
            await WithAccessAsync(access, options, violations);
        Assert.True(violations.Count == 0, string.Join("\n\n", violations));
    }

    private async Task AsGuestAsync(TabOptions options, List<string> violations)
    {
        var guest = await OpenAsync(options);
        guest.ExpectsFailedRequests = true;
        await guest.GoAndLoadAsync(LiveSite.EmptyArticle);
        await LookAsync(guest, "empty", violations);
        await guest.Find(".comments-form textarea").FillAsync("**Bold** and `code`\n\n```js\nconst x = 1; // one\n```\n\n> quoted [link](https://example.com)");
        await guest.Button("Preview").ClickAsync();
        await Expect(guest.Find(".comments-preview .comments-text")).ToBeVisibleAsync();
        await LookAsync(guest, "preview", violations);
        await guest.Find(".comments-form input[name=Name]").FillAsync("Rosa");
        await guest.Find(".comments-form input[name=Website]").FillAsync("javascript:1");
        await guest.Button("Post comment").ClickAsync();
        await Expect(guest.Find(".comments-form .field-error")).ToBeVisibleAsync();
        await LookAsync(guest, "error", violations);
        await guest.GoAndLoadAsync(LiveSite.InlineArticle);
        await LookAsync(guest, "full", violations);
        await guest.Find("article.comments-comment .comments-action", "Reply").First.ClickAsync();
        await Expect(guest.Find(".comments-reply textarea")).ToBeFocusedAsync();
        await LookAsync(guest, "reply", violations);
    }

    private async Task AsMemberAsync(TabOptions options, List<string> violations)
    {
        var member = await OpenAsync(options);
        await member.SignInAsync(People.EmailOf("Mary"), People.Password);
        await member.GoAndLoadAsync(LiveSite.InlineArticle);
        await Expect(member.Find(".comments-waiting")).ToHaveCountAsync(1);
        await LookAsync(member, "own pending", violations);
        await member.Find(".comments-waiting .comments-delete summary").ClickAsync();
        await LookAsync(member, "delete open", violations);
        await member.Find(".comments-waiting .comments-action", "Edit").ClickAsync();
        await Expect(member.Find(".comments-waiting-list textarea")).ToBeVisibleAsync();
        await LookAsync(member, "edit", violations);
    }

    private async Task AsModeratorAsync(TabOptions options, List<string> violations)
    {
        var moderator = await OpenAsync(options);
        await moderator.SignInAsync(People.EmailOf("Moe"), People.Password);
        await moderator.GoAndLoadAsync(LiveSite.InlineArticle);
        await moderator.Find(".comments-moderate summary").First.ClickAsync();
        await LookAsync(moderator, "moderator", violations);
    }

    private async Task WithAccessAsync(ThreadAccess access, TabOptions options, List<string> violations)
    {
        await SetAccessAsync(access);
        var reader = await OpenAsync(options);
        await reader.GoAndLoadAsync(LiveSite.InlineArticle);
        await Expect(reader.Find($"{Thread} .notice")).ToBeVisibleAsync();
        await LookAsync(reader, access.ToString(), violations);
        await SetAccessAsync(null);
    }

    private static async Task LookAsync(Tab tab, string state, List<string> violations) =>
        violations.AddRange((await tab.ViolationsAsync(tab.Find(Thread))).Select(violation => $"{state}: {violation}"));

    private async Task SetAccessAsync(ThreadAccess? access)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CommentsDb>().Threads.ExecuteUpdateAsync(set => set.SetProperty(thread => thread.Access, access));
        // As who sets it in the admin area does: readers are shown what is kept otherwise.
        Site.Get<IChanges>().Publish(Discussion.TagOf(LiveSite.InlineArticle.Split('/')[^1]));
    }

    private async Task PrepareOnceAsync()
    {
        await Preparing.WaitAsync();
        if (!_isPrepared)
            await PrepareAsync();
        _isPrepared = true;
        Preparing.Release();
    }

    // Tombstones of each kind, answers of answers, more than a page, and one that waits.
    private async Task PrepareAsync()
    {
        await Site.AddAccountAsync("Mary");
        await Site.AddAccountAsync("Moe", Roles.Moderator);
        var mary = Author.MemberKey((await Site.Services.CreateAsyncScope().ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<App.Accounts.Account>>().FindByEmailAsync(People.EmailOf("Mary")))!.Id);
        var subject = LiveSite.InlineArticle.Split('/')[^1];
        Task<Comment> WriteAsync(Comment? parent, string name, string text, CommentState state = CommentState.Approved) =>
            Site.WriteAsync(subject, LiveSite.InlineArticle, parent, new Author(name == "Mary" ? mary : $"guest:{name}", name, null, "https://example.com/"), text, state);
        var first = await WriteAsync(null, "Rosa", "First, with `code`, *emphasis* and a [link](https://example.com).\n\n> and a quote\n\n```cs\nvar x = \"text\"; // remark\nreturn 1;\n```");
        var answer = await WriteAsync(first, "Hiro", "An answer.");
        await WriteAsync(answer, "Mary", "An answer to that.");
        List<Comment> gone = [];
        foreach (var name in (string[])["Deleted", "Rejected"])
        {
            gone.Add(await WriteAsync(null, name, $"Soon {name}."));
            await WriteAsync(gone[^1], "Lena", "Answers what is gone.");
        }
        await WriteAsync(null, "Tom", "On the second page.");
        await WriteAsync(null, "Mary", "Mine, and it waits.", CommentState.Pending);
        await using var scope = Site.Services.CreateAsyncScope();
        var ledger = scope.ServiceProvider.GetRequiredService<CommentLedger>();
        await ledger.ChangeAsync(gone[0].Id, comment => comment.Erase(), default);
        await ledger.ChangeAsync(gone[1].Id, comment => comment.Decide(CommentState.Rejected), default);
    }
}
