using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Comments;

/// <summary>Writing, and reacting, as people with browsers do.</summary>
public sealed class WritingTests : BrowserTest
{
    private const string Form = ".comments-write > .comments-form";
    private const string Text = Form + " textarea";
    private static int _names;

    public WritingTests(LiveSite site, Chromium chromium)
        : base(site, chromium)
    {
        foreach (var (name, value) in new[] { ("AllowGuests", "true"), ("ProofOfWork", "false"), ("HoldFasterThanSeconds", "0"), ("HoldDuplicatesFrom", "0"), ("HoldPostsOver", "0"), ("GuestPostsPerMinute", "1000"), ("GuestPostsPerHour", "10000"), ("MemberPostsPerMinute", "1000"), ("Reactions:0", "👍"), ("Reactions:1", "🎉"), ("Reactions:2", "❤️") })
            site.Settings[$"Packs:Comments:{name}"] = value;
    }

    [Fact]
    public async Task The_toolbar_writes_markdown_and_undo_takes_it_back()
    {
        var mary = await WriterAsync();
        var area = mary.Find(Text);
        await area.FillAsync("one two three");
        await SelectAsync(area, 4, 7);
        await mary.Find(Form).GetByRole(AriaRole.Button, new() { Name = "Bold" }).ClickAsync();
        await Expect(area).ToHaveValueAsync("one **two** three");
        await Expect(area).ToBeFocusedAsync();
        Assert.Equal("two", await SelectedAsync(area));
        await mary.Page.Keyboard.PressAsync("Control+z");
        await Expect(area).ToHaveValueAsync("one two three");

        await SelectAsync(area, 4, 7);
        await mary.Page.Keyboard.PressAsync("Control+i");
        await Expect(area).ToHaveValueAsync("one *two* three");
        await area.FillAsync("see there");
        await SelectAsync(area, 4, 9);
        await mary.Page.Keyboard.PressAsync("Control+k");
        await Expect(area).ToHaveValueAsync("see [there](https://)");
        Assert.Equal("https://", await SelectedAsync(area));

        await area.FillAsync("a\nb\nc");
        await SelectAsync(area, 2, 5);
        await mary.Find("[data-act=quote]").ClickAsync();
        await Expect(area).ToHaveValueAsync("a\n> b\n> c");
        await area.FillAsync("x\ny");
        await SelectAsync(area, 0, 3);
        await mary.Find("[data-act=code]").ClickAsync();
        await Expect(area).ToHaveValueAsync("```\nx\ny\n```\n");
    }

    [Fact]
    public async Task The_toolbar_is_one_stop_for_the_keyboard_and_arrows_go_on()
    {
        var mary = await WriterAsync();
        var buttons = mary.Find($"{Form} [role=toolbar] button");
        await Expect(buttons).ToHaveCountAsync(5);
        await buttons.First.FocusAsync();
        await mary.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(buttons.Nth(1)).ToBeFocusedAsync();
        await mary.Page.Keyboard.PressAsync("ArrowLeft");
        await mary.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(buttons.Nth(4)).ToBeFocusedAsync();
        await mary.Page.Keyboard.PressAsync("Tab");
        await Expect(mary.Find(Text)).ToBeFocusedAsync();
        await mary.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(buttons.Nth(4)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Control_and_Enter_send()
    {
        var mary = await WriterAsync();
        await mary.Find(Text).FillAsync("Sent by keys.");
        await mary.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(mary.Find(".comments-text", "Sent by keys.")).ToBeVisibleAsync();
        await Expect(mary.Find(Text)).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_preview_is_shown_in_the_form_which_stays_as_it_is()
    {
        var guest = await OpenAsync();
        await guest.GoAndLoadAsync(LiveSite.Article);
        await guest.MarkAsync();
        await guest.Find(Text).FillAsync("Well **said**.\n\n```js\nconst x = 1;\n```");
        // Without a name: to look is not to send.
        await guest.Find(Form).GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(guest.Find($"{Form} .comments-preview strong")).ToHaveTextAsync("said");
        await Expect(guest.Find($"{Form} .comments-preview .comments-code-keyword")).ToHaveTextAsync("const");
        await Expect(guest.Find(Text)).ToHaveValueAsync("Well **said**.\n\n```js\nconst x = 1;\n```");
        await Expect(guest.Find(Form).GetByRole(AriaRole.Button, new() { Name = "Preview" })).ToBeFocusedAsync();
        Assert.True(await guest.IsSamePageAsync());
        Assert.Equal(0, await Site.CountCommentsAsync("Well **said**."));

        await guest.Find($"{Form} input[name=Name]").FillAsync("Gwen");
        await guest.Button("Post comment").ClickAsync();
        await Expect(guest.Find("article .comments-code-keyword", "const").First).ToBeVisibleAsync();
        await Expect(guest.Find($"{Form} .comments-preview")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Without_JavaScript_there_is_no_toolbar_and_the_preview_is_a_page_to_go_on_from()
    {
        var guest = await OpenAsync(new TabOptions { HasJavaScript = false });
        await guest.GoAsync(LiveSite.InlineArticle);
        await Expect(guest.Find("[role=toolbar]")).ToHaveCountAsync(0);
        await guest.Find(Text).FillAsync("Plainly *said*.");
        await guest.Find($"{Form} input[name=Name]").FillAsync("Gwen");
        await guest.Find(Form).GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(guest.Find(".comments-preview em")).ToHaveTextAsync("said");
        await Expect(guest.Find("textarea")).ToHaveValueAsync("Plainly *said*.");
        await Expect(guest.Find("input[name=Name]")).ToHaveValueAsync("Gwen");
        await guest.Button("Post comment").ClickAsync();
        await Expect(guest.Find(".comments-text", "Plainly said.")).ToBeVisibleAsync();
        Assert.EndsWith(LiveSite.InlineArticle, new Uri(guest.Page.Url).AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_is_quoted_whole_or_what_is_selected_of_it()
    {
        var text = $"Alpha beta gamma {Next()}.";
        var mary = await WriterAsync([("Rosa", text)]);
        var comment = mary.Find("article", text);
        await comment.GetByRole(AriaRole.Link, new() { Name = "Quote" }).ClickAsync();
        var answer = mary.Find(".comments-reply textarea");
        await Expect(answer).ToHaveValueAsync($"> {text}\n\n");
        await Expect(answer).ToBeFocusedAsync();

        // What is typed there stays when more is quoted.
        await mary.Page.Keyboard.TypeAsync("Yes.");
        await SelectWordAsync(comment, "beta");
        await comment.GetByRole(AriaRole.Link, new() { Name = "Quote" }).ClickAsync();
        await Expect(answer).ToHaveValueAsync($"> {text}\n\nYes.\n\n> beta\n\n");
        // Nothing was asked for, so nothing is waited for.
        await Expect(mary.Find("[aria-busy=true]")).ToHaveCountAsync(0);

        await mary.Find(".comments-reply").GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await Expect(answer).ToHaveCountAsync(0);
        await SelectWordAsync(comment, "gamma");
        await comment.GetByRole(AriaRole.Link, new() { Name = "Quote" }).ClickAsync();
        await Expect(answer).ToHaveValueAsync("> gamma\n\n");
    }

    [Fact]
    public async Task What_is_typed_survives_a_reload_in_each_form_for_itself()
    {
        var text = $"To be answered {Next()}.";
        var mary = await WriterAsync([("Rosa", text)]);
        await mary.Find(Text).FillAsync("A comment to come");
        await OpenAnswerAsync(mary, text);
        await mary.Find(".comments-reply textarea").FillAsync("An answer to come");
        await mary.Page.ReloadAsync();
        await mary.LoadedAsync();
        await Expect(mary.Find(Text)).ToHaveValueAsync("A comment to come");
        await OpenAnswerAsync(mary, text);
        await Expect(mary.Find(".comments-reply textarea")).ToHaveValueAsync("An answer to come");
        await mary.Button("Post answer").ClickAsync();
        await Expect(mary.Find(".comments-answers .comments-text", "An answer to come")).ToBeVisibleAsync();
        await mary.Page.ReloadAsync();
        await mary.LoadedAsync();
        await Expect(mary.Find(Text)).ToHaveValueAsync("A comment to come");
        await OpenAnswerAsync(mary, text);
        await Expect(mary.Find(".comments-reply textarea")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_change_survives_a_reload_until_it_is_given_up()
    {
        var mary = await WriterAsync();
        var text = $"To be changed {Next()}.";
        await mary.Find(Text).FillAsync(text);
        await mary.Button("Post comment").ClickAsync();
        await OpenEditAsync(mary, text);
        await mary.Find(".comments-item textarea").FillAsync("Half a change");
        await mary.Page.ReloadAsync();
        await mary.LoadedAsync();
        await OpenEditAsync(mary, text);
        await Expect(mary.Find(".comments-item textarea")).ToHaveValueAsync("Half a change");
        await mary.Find(".comments-item form").GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await Expect(mary.Find("article", text)).ToBeVisibleAsync();
        await OpenEditAsync(mary, text);
        await Expect(mary.Find(".comments-item textarea")).ToHaveValueAsync(text);
    }

    [Fact]
    public async Task A_guests_own_browser_remembers_who_they_are_and_the_server_does_not()
    {
        var gwen = await OpenAsync();
        await gwen.GoAndLoadAsync(LiveSite.Article);
        await gwen.Find(Text).FocusAsync();
        await gwen.Find($"{Form} input[name=Name]").FillAsync("Gwen");
        await gwen.Find($"{Form} input[name=Email]").FillAsync("gwen@example.org");
        await gwen.Find($"{Form} input[name=Website]").FillAsync("gwen.example.org");
        await gwen.Find(Text).FocusAsync();
        await gwen.GoAndLoadAsync(LiveSite.EmptyArticle);
        await Expect(gwen.Find($"{Form} input[name=Name]")).ToHaveValueAsync("Gwen");
        await Expect(gwen.Find($"{Form} input[name=Email]")).ToHaveValueAsync("gwen@example.org");
        await Expect(gwen.Find($"{Form} input[name=Website]")).ToHaveValueAsync("gwen.example.org");
        Assert.DoesNotContain(await gwen.Page.Context.CookiesAsync(), cookie => cookie.Value.Contains("wen", StringComparison.OrdinalIgnoreCase));

        var other = await OpenAsync();
        await other.GoAndLoadAsync(LiveSite.EmptyArticle);
        await Expect(other.Find($"{Form} input[name=Name]")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_reaction_is_given_and_taken_back_by_keyboard_where_one_stands()
    {
        var text = $"To react to {Next()}.";
        var mary = await WriterAsync([("Rosa", text)]);
        await mary.MarkAsync();
        var comment = mary.Find("article", text);
        await comment.Locator(".comments-react > summary").FocusAsync();
        await mary.Page.Keyboard.PressAsync("Enter");
        var hooray = comment.GetByRole(AriaRole.Button, new() { Name = "Hooray" });
        await hooray.FocusAsync();
        await mary.Page.Keyboard.PressAsync("Enter");
        await Expect(hooray).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(hooray).ToHaveTextAsync("🎉 1");
        await Expect(hooray).ToBeFocusedAsync();
        await mary.Page.Keyboard.PressAsync("Enter");
        await Expect(comment.Locator(".comments-react")).ToContainTextAsync("🎉");
        Assert.True(await mary.IsSamePageAsync());
    }

    [Theory]
    [InlineData("plain", false)]
    [InlineData("magazine", true)]
    [InlineData("midnight", false)]
    public async Task Axe_finds_nothing_with_everything_open(string layout, bool prefersDark)
    {
        var text = $"Looked at {Next()}.\n\n```csharp\nvar x = \"text\"; // remark 1\n```";
        var guest = await OpenAsync(new TabOptions { PrefersDark = prefersDark, Width = prefersDark ? 375 : 1280 });
        Site.UseLayout(layout);
        await Site.AddCommentsAsync(LiveSite.Article, [("Rosa", text)]);
        await guest.GoAndLoadAsync(LiveSite.Article);
        await guest.Find(Text).FillAsync("A `preview` of\n\n```js\n/* remark */ const x = 1 + 'text';\n```");
        await guest.Find(Form).GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(guest.Find($"{Form} .comments-preview")).ToBeVisibleAsync();
        var comment = guest.Find("article", text.Split('\n')[0]);
        await comment.Locator(".comments-react > summary").ClickAsync();
        await comment.GetByRole(AriaRole.Button, new() { Name = "Love" }).ClickAsync();
        await Expect(comment.GetByRole(AriaRole.Button, new() { Name = "Love" })).ToHaveAttributeAsync("aria-pressed", "true");
        await comment.Locator(".comments-react > summary").ClickAsync();
        await comment.GetByRole(AriaRole.Link, new() { Name = "Quote" }).ClickAsync();
        await Expect(guest.Find(".comments-reply textarea")).ToBeVisibleAsync();
        await ShootAsync(guest, layout, comment);
        await guest.AssertSoundAsync(layout);
    }

    // For people who want to look: SHOTS=folder.
    private static async Task ShootAsync(Tab tab, string name, ILocator comment)
    {
        if (Environment.GetEnvironmentVariable("SHOTS") is not { Length: > 0 } folder)
            return;
        await tab.Find(Form).ScreenshotAsync(new() { Path = Path.Combine(folder, $"writing-{name}-form.png") });
        await comment.Locator("xpath=ancestor::li[1]").ScreenshotAsync(new() { Path = Path.Combine(folder, $"writing-{name}-comment.png") });
    }

    private static int Next() => Interlocked.Increment(ref _names);

    private async Task<Tab> WriterAsync(IReadOnlyList<(string Author, string Text)>? comments = null)
    {
        var writer = await OpenAsAsync($"Writer{Next()}");
        if (comments is not null)
            await Site.AddCommentsAsync(LiveSite.Article, comments);
        await writer.GoAndLoadAsync(LiveSite.Article);
        // The form opens when one goes into it.
        await writer.Find(Text).FocusAsync();
        return writer;
    }

    private static async Task OpenAnswerAsync(Tab tab, string text)
    {
        await tab.Find("article", text).First.GetByRole(AriaRole.Link, new() { Name = "Reply" }).ClickAsync();
        await Expect(tab.Find(".comments-reply textarea")).ToBeVisibleAsync();
    }

    private static async Task OpenEditAsync(Tab tab, string text)
    {
        await tab.Find("article", text).GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await Expect(tab.Find(".comments-item textarea")).ToBeVisibleAsync();
    }

    private static async Task SelectAsync(ILocator area, int start, int end) => await area.EvaluateAsync("(area, [start, end]) => { area.focus(); area.setSelectionRange(start, end); }", new[] { start, end });

    private static Task<string> SelectedAsync(ILocator area) => area.EvaluateAsync<string>("area => area.value.slice(area.selectionStart, area.selectionEnd)");

    private static async Task SelectWordAsync(ILocator comment, string word) => await comment.Locator(".comments-text p").EvaluateAsync(
        """
        (paragraph, word) => {
            const at = paragraph.firstChild.data.indexOf(word);
            getSelection().setBaseAndExtent(paragraph.firstChild, at, paragraph.firstChild, at + word.length);
        }
        """,
        word);
}
