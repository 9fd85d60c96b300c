using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>What was typed and not sent is there again, until it has arrived. Pages are opened anew and not reloaded: over a reload the browser itself keeps what was typed.</summary>
public sealed class DraftTests(LiveSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    private const string Drafts = "Object.keys(localStorage).filter(key => key.startsWith('component-draft:'))";
    private const string PostAddress = "**/c/contact/form?*";

    [Fact]
    public async Task It_survives_the_page()
    {
        var guest = await TypeAsync("guest@example.com", "Not finished");
        await guest.GoAsync("/");
        await AssertThereAsync(guest, "guest@example.com", "Not finished");
        await AssertThereAsync(await AnotherTabAsync(guest), "guest@example.com", "Not finished");
    }

    [Theory, InlineData(503), InlineData(401), InlineData(410)]
    public async Task It_survives_a_post_that_failed_and_goes_with_the_one_that_arrives(int status)
    {
        var guest = await TypeAsync("guest@example.com", $"Over {status}");
        guest.ExpectsFailedRequests = true;
        await guest.Page.RouteAsync(PostAddress, route => route.FulfillAsync(new() { Status = status, ContentType = "text/html", Body = "<h1>nginx</h1>" }));
        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(".component-problem")).ToBeVisibleAsync();
        await guest.Page.UnrouteAllAsync();
        await AssertThereAsync(guest, "guest@example.com", $"Over {status}");

        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(".contact-sent")).ToBeVisibleAsync();
        Assert.Empty(await DraftsAsync(guest));
        await AssertThereAsync(guest, "", "");
        Assert.Equal(1, await Site.CountMessagesAsync($"Over {status}"));
    }

    [Fact]
    public async Task It_survives_being_offline_and_a_foreign_page_that_says_all_is_well()
    {
        var guest = await TypeAsync("guest@example.com", "In a hotel");
        guest.ExpectsFailedRequests = true;
        await guest.Page.RouteAsync(PostAddress, route => route.FulfillAsync(new() { Status = 200, ContentType = "text/html", Body = "<h1>Welcome to the hotel</h1>" }));
        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(".component-problem")).ToBeVisibleAsync();
        await AssertThereAsync(guest, "guest@example.com", "In a hotel");
        await guest.Page.UnrouteAllAsync();
        await guest.Page.RouteAsync(PostAddress, route => route.AbortAsync());
        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(".component-problem")).ToBeVisibleAsync();
        await AssertThereAsync(guest, "guest@example.com", "In a hotel");
    }

    [Fact]
    public async Task It_is_there_again_after_the_fragment_was_swapped()
    {
        var guest = await TypeAsync("guest@example.com", "Over a swap");
        await guest.Find("[data-fragment] form").EvaluateAsync("form => { form.dataset.old = '1'; form.closest('[data-fragment]').dispatchEvent(new CustomEvent('component:refresh')); }");
        await Expect(guest.Find("form[data-old]")).ToHaveCountAsync(0);
        await Expect(guest.Field("Your question")).ToHaveValueAsync("Over a swap");
    }

    [Fact]
    public async Task Other_scripts_hear_of_it_and_nothing_that_stands_there_is_replaced()
    {
        var guest = await TypeAsync("guest@example.com", "Kept");
        await guest.GoAsync("/");
        await guest.Page.EvaluateAsync("""
            () => {
                window.heard = [];
                document.addEventListener('input', event => window.heard.push(event.target.name));
                document.body.insertAdjacentHTML('beforeend', '<form data-draft="contact" action="/x?_page=%2Fcontact"><input name="Email" value="mine@example.com"><textarea name="Question"></textarea></form>');
            }
            """);
        await Expect(guest.Find("form[data-draft] textarea")).ToHaveValueAsync("Kept");
        await Expect(guest.Find("form[data-draft] input")).ToHaveValueAsync("mine@example.com");
        Assert.Equal(["Question"], await guest.Page.EvaluateAsync<string[]>("window.heard"));
    }

    [Fact]
    public async Task Secrets_files_and_what_is_excepted_are_never_kept()
    {
        var guest = await OpenAsync();
        await guest.GoAsync("/");
        await guest.Page.EvaluateAsync("""
            () => {
                document.body.insertAdjacentHTML('beforeend', '<form data-draft="secret"><input name="a"><input name="b" type="password"><input name="c" type="hidden"><div data-draft-skip><input name="d"></div><input name="e" data-draft-skip></form>');
                for (const input of document.querySelectorAll('form[data-draft] input')) {
                    input.value = `typed ${input.name}`;
                    input.dispatchEvent(new Event('input', { bubbles: true }));
                }
            }
            """);
        await guest.GoAsync("/contact");
        Assert.Equal("""[["a","typed a"]]""", await guest.Page.EvaluateAsync<string>("JSON.stringify(JSON.parse(localStorage['component-draft:secret:/']).texts)"));
    }

    [Fact]
    public async Task Whoever_signs_out_leaves_nothing_to_the_next_person()
    {
        var dora = await OpenAsAsync("Dora");
        await dora.GoAsync("/contact");
        await dora.Field("Your question").FillAsync("Mine alone");
        await dora.GoAsync("/");
        Assert.Single(await DraftsAsync(dora));
        await dora.GoAsync("/contact");
        await dora.Field("Your question").FillAsync("Mine alone, and on");
        await dora.Button("Sign out").ClickAsync();
        await Expect(dora.Link("Sign in").First).ToBeVisibleAsync();
        Assert.Empty(await DraftsAsync(dora));
        await AssertThereAsync(dora, "", "");
    }

    [Theory, InlineData("plain@example.com", 0), InlineData("a@b.c, d@e.f", 1)]
    public async Task Sent_without_htmx_it_goes_where_the_next_page_says_that_it_arrived(string email, int kept)
    {
        var guest = await TypeAsync(email, "Plainly");
        guest.ExpectsFailedRequests = true;
        // A copy that htmx knows nothing of, and in which the browser itself checks nothing.
        await guest.Find("form[data-draft]").EvaluateAsync("form => { const copy = form.cloneNode(true); copy.removeAttribute('hx-target'); copy.noValidate = true; copy.reset(); form.replaceWith(copy); }");
        await guest.Field("Your e-mail address").FillAsync(email);
        await guest.Field("Your question").FillAsync("Plainly");
        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(kept == 0 ? "#component-flash .success" : ".field-error")).ToBeVisibleAsync();
        Assert.Equal(kept, (await DraftsAsync(guest)).Length);
        // Another success later is not this one's.
        await guest.GoAsync("/");
        await AssertThereAsync(guest, kept == 0 ? "" : email, kept == 0 ? "" : "Plainly");
    }

    [Fact]
    public async Task Fifty_are_kept_and_none_for_more_than_thirty_days()
    {
        var guest = await OpenAsync();
        await guest.GoAsync("/");
        await guest.Page.EvaluateAsync("""
            () => {
                const day = 24 * 60 * 60 * 1000;
                for (let i = 1; i <= 60; i++) localStorage[`component-draft:many:/${i}`] = JSON.stringify({ at: Date.now() - i * 1000, texts: [['a', 'x']] });
                localStorage['component-draft:old:/'] = JSON.stringify({ at: Date.now() - 31 * day, texts: [['a', 'x']] });
                localStorage['component-draft:broken:/'] = '{';
                localStorage['mine'] = 'left alone';
            }
            """);
        await guest.GoAsync("/contact");
        // Done when the page has time for it; what is asked for then comes after that.
        await guest.Page.EvaluateAsync("() => new Promise((done) => requestIdleCallback(() => done()))");
        var drafts = await DraftsAsync(guest);
        Assert.Equal(50, drafts.Length);
        Assert.All(drafts, draft => Assert.Matches(@"^component-draft:many:/([1-9]|[1-4]\d|50)$", draft));
        Assert.Equal("left alone", await guest.Page.EvaluateAsync<string>("localStorage.mine"));
    }

    [Fact]
    public async Task Where_nothing_can_be_stored_the_form_works_all_the_same()
    {
        var guest = await OpenAsync();
        await guest.Page.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })");
        await guest.GoAsync("/contact");
        await guest.Field("Your e-mail address").FillAsync("guest@example.com");
        await guest.Field("Your question").FillAsync("No storage");
        await guest.Button("Send").ClickAsync();
        await Expect(guest.Find(".contact-sent")).ToContainTextAsync("Your message has arrived");
    }

    private async Task<Tab> TypeAsync(string email, string question)
    {
        var guest = await OpenAsync();
        await guest.GoAsync("/contact");
        await guest.Field("Your e-mail address").FillAsync(email);
        await guest.Field("Your question").FillAsync(question);
        return guest;
    }

    private static async Task AssertThereAsync(Tab tab, string email, string question)
    {
        await tab.GoAsync("/contact");
        await AssertThereAsync(tab.Page, email, question);
    }

    private static async Task AssertThereAsync(IPage page, string email, string question)
    {
        await Expect(page.GetByLabel("Your question")).ToHaveValueAsync(question);
        await Expect(page.GetByLabel("Your e-mail address")).ToHaveValueAsync(email);
    }

    private static async Task<IPage> AnotherTabAsync(Tab tab)
    {
        var page = await tab.Page.Context.NewPageAsync();
        await page.GotoAsync("/contact");
        return page;
    }

    private static Task<string[]> DraftsAsync(Tab tab) => tab.Page.EvaluateAsync<string[]>(Drafts);
}
