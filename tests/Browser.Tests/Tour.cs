using Components.Packs;
using Testing;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>Every page of the site, in the states in which people see it.</summary>
internal sealed class Tour(LiveSite site, Tab guest, Tab member, Tab administrator)
{
    private static readonly (string Author, string Text)[] Conversation =
    [
        ("Rosa", "Is the signature checked **before** the parameters are read? That would explain why a changed `subject` never reaches the database."),
        ("Hiro", "It is. The order is: verify, bind, read the form.\n\n> A signature proves that this site wrote the URL. It is not permission.\n\nSo a policy is still asked each time."),
        ("Lena", "Thank you, that is what I was missing. Two things I liked:\n\n- the same URL for everybody, so that a cache can keep it\n- `410` instead of a blank when a key is retired\n\n```\n/c/comments/thread?subject=how-signed-urls-work&_page=%2Farticles%2Fhow-signed-urls-work&_sig=1.k7.p.3f9a6c0d1e\n```"),
        ("健", "署名付きURLの説明、とても分かりやすかったです。日本語でも書けるのですね。"),
        ("Tom", "One question: how long does a key live if nobody rotates it? See [the third part](https://example.com/keys)."),
    ];

    /// <summary>Where to stop: a name, who looks, and how to get there.</summary>
    public IReadOnlyList<(string Name, Tab Tab, Func<Task> GoAsync)> Stops =>
    [
        ("home", guest, () => guest.GoAndLoadAsync("/")),
        ("articles", guest, () => guest.GoAndLoadAsync("/articles")),
        ("about", guest, () => guest.GoAndLoadAsync("/about")),
        ("article-empty", guest, () => guest.GoAndLoadAsync(LiveSite.EmptyArticle)),
        ("article-comments", guest, () => guest.GoAndLoadAsync(LiveSite.InlineArticle)),
        ("article-many", member, () => member.GoAndLoadAsync(LiveSite.Article)),
        ("article-posted", member, PostAsync),
        ("article-blank", member, PostBlankAsync),
        ("article-failed", guest, FailAsync),
        ("document", guest, OpenDocumentAsync),
        ("document-forged", guest, () => guest.GoAsync("/c/comments/thread.html?subject=x&_page=%2F&_sig=1.x.p.y")),
        ("contact", guest, () => guest.GoAsync("/contact")),
        ("contact-errors", guest, SendWrongAsync),
        ("contact-sent", guest, SendAsync),
        ("sign-in", guest, () => guest.GoAsync("/account/sign-in")),
        ("sign-in-error", guest, SignInWrongAsync),
        ("register", guest, () => guest.GoAsync("/account/register")),
        ("register-errors", guest, RegisterWrongAsync),
        ("check-mail", guest, () => guest.GoAsync("/account/check-mail")),
        ("forgotten", guest, () => guest.GoAsync("/account/forgotten")),
        ("reset", guest, () => guest.GoAsync("/account/reset?user=x&token=y")),
        ("setup", guest, () => guest.GoAsync(new Uri(site.Get<App.Accounts.SetupLink>().Current!).PathAndQuery)),
        ("setup-used", guest, () => guest.GoAsync("/account/setup?token=used")),
        ("account", member, () => member.GoAsync("/account")),
        ("denied", member, () => member.GoAsync("/admin")),
        ("admin", administrator, () => administrator.GoAsync("/admin")),
        ("admin-queue", administrator, () => administrator.GoAsync("/admin/comments/queue")),
        ("admin-inbox", administrator, () => administrator.GoAsync("/admin/contact/inbox")),
        ("admin-webhooks", administrator, () => administrator.GoAsync("/admin/webhooks/calls")),
        ("admin-webhook-keys", administrator, () => administrator.GoAsync("/admin/webhooks/keys")),
        ("admin-mail-settings", administrator, () => administrator.GoAsync("/admin/mail/settings")),
        ("admin-mail-tested", administrator, SendTestAsync),
        ("admin-outbox", administrator, () => administrator.GoAsync("/admin/mail/outbox")),
        ("not-found", guest, () => guest.GoAsync("/no-such-page")),
    ];

    public static async Task PrepareAsync(LiveSite site)
    {
        await site.AddCommentsAsync(LiveSite.InlineArticle, Conversation);
        await site.AddCommentsAsync(LiveSite.Article, 30);
        await site.AddCommentsAsync(LiveSite.EmptyArticle, [("Rosa", "Is this *really* true of every browser?"), ("Cheap Watches", "Buy https://a.example https://b.example https://c.example")], isApproved: false);
        await site.AddAccountAsync("Mary");
        await site.AddAccountAsync("Ada", Roles.Administrator);
        AddCalls(site);
    }

    // One in each state, none of them due.
    private static void AddCalls(LiveSite site)
    {
        using var connection = site.OpenDatabase();
        foreach (var (id, sent, given, attempts, error) in ((int, string, string, int, string)[])[(1, "1772366400000", "NULL", 1, "NULL"), (2, "NULL", "1772366400000", 40, "'it answers 410'"), (3, "NULL", "NULL", 5, "'no answer within 10 seconds'"), (4, "NULL", "NULL", 0, "NULL")])
            connection.Run($"INSERT INTO webhooks_calls (Id, Url, Target, Key, Event, Body, CreatedAt, NextAttemptAt, SentAt, GivenUpAt, Attempts, LastError) VALUES ({id}, 'https://hooks.example/a/rather/long/address/of/somebody/that/does/not/fit/on/a/phone?token=0123456789', 'hooks.example:443', 'orders', 'contact.message', '{{}}', 1772366400000, 99999999999999, {sent}, {given}, {attempts}, {error})");
        connection.Run("INSERT INTO webhooks_keys (Name, Secret, CreatedAt) VALUES ('orders', 'x', 1772366400000)");
    }

    private async Task PostAsync()
    {
        await member.GoAndLoadAsync(LiveSite.InlineArticle);
        await member.Find(".comments-form textarea").First.FillAsync("A good question; the readme says **two lines**.");
        await member.Find(".comments-form .comments-buttons button:not([formaction])").First.ClickAsync();
        await Expect(member.Find("#component-flash > .notice")).ToBeVisibleAsync();
        await member.LoadedAsync();
    }

    private async Task PostBlankAsync()
    {
        await member.GoAndLoadAsync(LiveSite.InlineArticle);
        await member.Find(".comments-form textarea").First.FillAsync("  ");
        await member.Find(".comments-form .comments-buttons button:not([formaction])").First.ClickAsync();
        await Expect(member.Find(".field-error")).ToBeVisibleAsync();
        await member.LoadedAsync();
    }

    private async Task FailAsync()
    {
        const string thread = "**/c/comments/thread?*";
        await guest.Page.RouteAsync(thread, route => route.AbortAsync());
        await guest.GoAsync(LiveSite.Article);
        await Expect(guest.Find(".component-problem")).ToBeVisibleAsync();
        await guest.Page.UnrouteAsync(thread);
    }

    private async Task OpenDocumentAsync()
    {
        var html = await (await guest.Page.Context.APIRequest.GetAsync($"{site.Root}{LiveSite.Article.TrimStart('/')}")).TextAsync();
        await guest.GoAsync(new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelector(".component-placeholder a")!.GetAttribute("href")!);
    }

    private async Task SendWrongAsync()
    {
        await guest.GoAsync("/contact");
        await guest.Find(".contact-form form").EvaluateAsync("form => form.noValidate = true");
        await guest.Find(".contact-form input[name=Email]").FillAsync("nobody");
        await guest.Find(".contact-form button").ClickAsync();
        await Expect(guest.Find(".field-error").First).ToBeVisibleAsync();
        await guest.LoadedAsync();
    }

    private async Task SendAsync()
    {
        await guest.GoAsync("/contact");
        await guest.Find(".contact-form input[name=Email]").FillAsync("guest@example.com");
        await guest.Find(".contact-form textarea").FillAsync("Can I use one of these layouts for my own club's site?\n\nWe are a rowing club of forty people, and nobody writes C#.");
        await guest.Find(".contact-form button").ClickAsync();
        await Expect(guest.Find(".contact-sent")).ToBeVisibleAsync();
    }

    private async Task SendTestAsync()
    {
        await administrator.GoAsync("/admin/mail/settings");
        await administrator.Find(".component-mail-settings input[type=email]").FillAsync("ada@example.com");
        await administrator.Find(".component-mail-settings button").ClickAsync();
        await Expect(administrator.Find(".component-mail-settings .notice.success, .component-mail-settings .notice.danger").First).ToBeVisibleAsync();
    }

    private async Task SignInWrongAsync()
    {
        await guest.GoAsync("/account/sign-in");
        await guest.Find("#account-email").FillAsync("nobody@example.com");
        await guest.Find("#account-password").FillAsync("wrong password");
        await guest.Find("main button[type=submit]").ClickAsync();
        await Expect(guest.Find(".notice.danger")).ToBeVisibleAsync();
    }

    private async Task RegisterWrongAsync()
    {
        await guest.GoAsync("/account/register");
        await guest.Find("main form[method=post]").EvaluateAsync("form => form.noValidate = true");
        await guest.Find("#account-email").FillAsync("nobody");
        await guest.Find("main button[type=submit]").ClickAsync();
        await Expect(guest.Find(".field-error").First).ToBeVisibleAsync();
    }
}
