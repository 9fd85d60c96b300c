using Components.Spam;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>The proof of work, done by a real browser and checked by a real server.</summary>
public sealed class WorkTests(WorkSite site, Chromium chromium) : IClassFixture<WorkSite>, IAsyncDisposable
{
    private const string ChallengeAddress = "**/c/_challenge?*";
    private Tab? _tab;

    public async ValueTask DisposeAsync()
    {
        await _tab!.CloseAsync();
        Assert.Empty(_tab.Complaints);
    }

    [Fact]
    public async Task A_form_is_solved_while_it_is_filled_in_and_each_sending_has_work_of_its_own()
    {
        var guest = await OpenAsync();
        await Expect(guest.Find("[name=_work]")).ToHaveCountAsync(0);
        await guest.Field("Words").FillAsync("first");
        await Expect(guest.Find("[name=_work]")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("~"));
        await guest.Button("Send it").ClickAsync();
        await Expect(guest.Find("#component-flash")).ToContainTextAsync("Received: first");
        await guest.Field("Words").FillAsync("second");
        await guest.Button("Send it").ClickAsync();
        await Expect(guest.Find("#component-flash")).ToContainTextAsync("Received: second");
        Assert.Equal((WorkResult.Done, false), (Seen("first").Single().Check.Result, Seen("first").Single().IsHoneypotFilled));
        Assert.Equal(WorkResult.Done, Seen("second").Single().Check.Result);
    }

    [Fact]
    public async Task Whoever_is_faster_than_the_work_reads_that_it_is_checked_and_sends_once()
    {
        var guest = await OpenAsync();
        var isTried = new TaskCompletionSource();
        await guest.Page.RouteAsync(ChallengeAddress, async route =>
        {
            await isTried.Task;
            await route.ContinueAsync();
        });
        await guest.Field("Words").FillAsync("hasty");
        for (var i = 0; i < 3; i++)
            await guest.Button("Send it").ClickAsync();
        await Expect(guest.Find(".work-form [role=status]")).ToHaveTextAsync("Checking…");
        Assert.Empty(Seen("hasty"));
        isTried.SetResult();
        await Expect(guest.Find("#component-flash")).ToContainTextAsync("Received: hasty");
        await Expect(guest.Find(".component-checking")).ToHaveCountAsync(0);
        Assert.Equal(WorkResult.Done, Seen("hasty").Single().Check.Result);
    }

    [Fact]
    public async Task Where_no_challenge_can_be_had_the_form_is_sent_without()
    {
        var guest = await OpenAsync();
        guest.ExpectsFailedRequests = true;
        await guest.Page.RouteAsync(ChallengeAddress, route => route.AbortAsync());
        await guest.Field("Words").FillAsync("alone");
        await guest.Button("Send it").ClickAsync();
        await Expect(guest.Find("#component-flash")).ToContainTextAsync("Received: alone");
        Assert.Equal(WorkResult.Missing, Seen("alone").Single().Check.Result);
    }

    [Fact]
    public async Task After_a_failure_the_same_form_goes_out_with_new_work_and_remembers_its_first_use()
    {
        var guest = await OpenAsync();
        guest.ExpectsFailedRequests = true;
        await guest.Field("Words").FillAsync("later");
        await guest.Page.WaitForTimeoutAsync(2000);
        await guest.Button("Send it").ClickAsync();
        await Expect(guest.Find("[data-fragment] .component-problem")).ToBeVisibleAsync();
        await Expect(guest.Field("Words")).ToHaveValueAsync("later");
        await guest.Button("Send it").ClickAsync();
        await Expect(guest.Find("#component-flash")).ToContainTextAsync("Received: later");
        Assert.Equal([WorkResult.Done, WorkResult.Done], Seen("later").Select(sent => sent.Check.Result));
        Assert.All(Seen("later"), sent => Assert.InRange(sent.Check.Age!.Value, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_form_that_came_back_with_a_mistake_remembers_its_first_use_and_one_that_was_taken_does_not()
    {
        var guest = await OpenAsync();
        guest.ExpectsFailedRequests = true;
        await guest.Field("Words").FillAsync("mistake");
        await guest.Page.WaitForTimeoutAsync(4000);
        await guest.Button("Send it").ClickAsync();
        await Expect(guest.Find(".field-error")).ToBeVisibleAsync();
        foreach (var text in (string[])["corrected", "the next"])
        {
            await guest.Field("Words").FillAsync(text);
            await guest.Button("Send it").ClickAsync();
            await Expect(guest.Find("#component-flash")).ToContainTextAsync($"Received: {text}");
        }
        var (corrected, next) = (Seen("corrected").Single().Check, Seen("the next").Single().Check);
        Assert.Equal((WorkResult.Done, WorkResult.Done), (corrected.Result, next.Result));
        Assert.InRange(corrected.Age!.Value, TimeSpan.FromSeconds(4), TimeSpan.FromMinutes(1));
        Assert.InRange(next.Age!.Value, TimeSpan.Zero, corrected.Age.Value);
    }

    [Fact]
    public async Task A_mistake_that_the_browser_finds_does_not_lock_the_form()
    {
        var guest = await OpenAsync();
        await guest.Field("Words").FocusAsync();
        await guest.Button("Send it").ClickAsync();
        await guest.Field("Words").FillAsync("mended");
        await guest.Button("Send it").ClickAsync();
        await Expect(guest.Find("#component-flash")).ToContainTextAsync("Received: mended");
        Assert.Equal(WorkResult.Done, Seen("mended").Single().Check.Result);
    }

    [Fact]
    public async Task The_honeypot_is_met_neither_by_eye_nor_by_tab_nor_by_a_screen_reader()
    {
        var guest = await OpenAsync();
        await Expect(guest.Page.GetByRole(AriaRole.Textbox)).ToHaveCountAsync(1);
        await guest.Field("Words").FocusAsync();
        await guest.Page.Keyboard.PressAsync("Tab");
        await Expect(guest.Button("Send it")).ToBeFocusedAsync();
        var box = await guest.Find(".component-away").BoundingBoxAsync();
        Assert.InRange(box!.Width * box.Height, 0, 1);
        Assert.False(await guest.IsTooWideAsync());
    }

    private async Task<Tab> OpenAsync()
    {
        _tab = await Tab.OpenAsync(chromium.Browser, site.Root, new());
        await _tab.GoAndLoadAsync($"{WorkSite.Base}/");
        return _tab;
    }

    private Sent[] Seen(string text) => [.. site.Log.Entries.Where(sent => sent.Text == text)];
}
