using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>How somebody looks at the site.</summary>
public sealed record TabOptions
{
    public bool HasJavaScript { get; init; } = true;

    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 900;

    public bool PrefersDark { get; init; }

    public string Language { get; init; } = "en";
}

/// <summary>A browser of one person, with one page open. Remembers what the page complained about.</summary>
public sealed class Tab
{
    private const string MarkWindow = "window.isSameWindow = performance.timeOrigin";
    private const string IsMarked = "window.isSameWindow === performance.timeOrigin && performance.getEntriesByType('navigation').length === 1";
    private const string DoubledIds = "[...document.querySelectorAll('[id]')].map((element) => element.id).filter((id, at, all) => all.indexOf(id) !== at)";
    // What it finds good it needn't describe.
    private const string Violations = """
        async (part, rule) => {
          const { violations } = await axe.run(part, { resultTypes: ['violations'], ...(rule && { runOnly: { type: 'rule', values: [rule] } }) });
          const told = (node) => `  ${node.html}\n  ${[...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ')}`;
          return violations.map(({ id, help, nodes }) => `${id}, ${help}\n${nodes.map(told).join('\n')}`);
        }
        """;
    private static readonly Lazy<string> Axe = new(() => new BundledAxeScriptProvider().GetScript());
    private readonly List<string> _complaints = [];

    private Tab(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>Script errors, refusals by the content security policy, and whatever else was written to the console as an error or a warning.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Set it where the test makes a request fail: the browser itself, and htmx, report that.</summary>
    public bool ExpectsFailedRequests { get; set; }

    public static async Task<Tab> OpenAsync(IBrowser browser, Uri root, TabOptions options)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = root.ToString(),
            JavaScriptEnabled = options.HasJavaScript,
            ViewportSize = new ViewportSize { Width = options.Width, Height = options.Height },
            ColorScheme = options.PrefersDark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = options.Language,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Chromium.Patience);
        var tab = new Tab(await context.NewPageAsync());
        tab.Listen();
        return tab;
    }

    public ILocator Find(string selector) => Page.Locator(selector);

    public ILocator Find(string selector, string text) => Page.Locator(selector, new() { HasText = text });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name });

    public ILocator Field(string label, bool exact = false) => Page.GetByLabel(label, new() { Exact = exact });

    public Task<IResponse?> GoAsync(string url) => Page.GotoAsync(url);

    /// <summary>Opens a page and waits until nothing more is asked for.</summary>
    public Task<IResponse?> GoAndSettleAsync(string url) => Page.GotoAsync(url, new() { WaitUntil = WaitUntilState.NetworkIdle });

    /// <summary>Opens a page and waits until all of its fragments are there.</summary>
    public async Task<IResponse?> GoAndLoadAsync(string url)
    {
        var response = await Page.GotoAsync(url);
        await LoadedAsync();
        return response;
    }

    public Task LoadedAsync() => Assertions.Expect(Page.Locator("[hx-trigger^=load] > .component-placeholder, [aria-busy=true]")).ToHaveCountAsync(0);

    /// <summary>Waits for a page to which a script leads, and for its scripts: before them a form is sent plainly.</summary>
    public async Task ArrivedAsync(string selector)
    {
        await Assertions.Expect(Find(selector).First).ToBeVisibleAsync();
        await ReadyAsync();
    }

    /// <summary>Waits for the page at an address to which a click leads, and for its scripts.</summary>
    public async Task LandedAsync([StringSyntax(StringSyntaxAttribute.Regex)] string address)
    {
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(address));
        await ReadyAsync();
    }

    public async Task SignInAsync(string email, string password)
    {
        await GoAsync("/account/sign-in");
        await Find("#account-email").FillAsync(email);
        await Find("#account-password").FillAsync(password);
        await Find("main button[type=submit]").ClickAsync();
        await Assertions.Expect(Page).Not.ToHaveURLAsync(new Regex("/sign-in"));
        await ReadyAsync();
    }

    /// <summary>Leaves a mark that does not survive a reload.</summary>
    public Task MarkAsync() => Page.EvaluateAsync(MarkWindow);

    /// <summary>Whether this is still the very page that was marked.</summary>
    public Task<bool> IsSamePageAsync() => Page.EvaluateAsync<bool>(IsMarked);

    /// <summary>Whether somebody must scroll sideways.</summary>
    public Task<bool> IsTooWideAsync() => Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    /// <summary>What axe finds, once no answer is on its way: what waits for one is pale. Asked here, since axe's own library for Playwright takes three times as long.</summary>
    /// <param name="part">Where it looks; null: everywhere.</param>
    /// <param name="rule">The one rule that it looks at; null: all.</param>
    public async Task<IReadOnlyList<string>> ViolationsAsync(ILocator? part = null, string? rule = null)
    {
        await Assertions.Expect(Find("[aria-busy=true]")).ToHaveCountAsync(0);
        if (!await Page.EvaluateAsync<bool>("'axe' in window"))
            await Page.EvaluateAsync(Axe.Value);
        return await (part ?? Find("html")).EvaluateAsync<string[]>(Violations, rule);
    }

    /// <summary>Fails where axe finds something, or where somebody must scroll sideways, in this window or on a narrow phone.</summary>
    public async Task AssertSoundAsync(string state)
    {
        var violations = await ViolationsAsync();
        Assert.True(violations.Count == 0, $"{state}: {string.Join('\n', violations)}");
        var size = Page.ViewportSize!;
        foreach (var width in (int[])[size.Width, 320, size.Width])
        {
            await Page.SetViewportSizeAsync(width, size.Height);
            Assert.False(await IsTooWideAsync(), $"{state} is too wide for {width} pixels.");
        }
    }

    /// <summary>Ids that stand on the page more than once.</summary>
    public Task<string[]> DoubledIdsAsync() => Page.EvaluateAsync<string[]>(DoubledIds);

    public Task CloseAsync() => Page.Context.CloseAsync();

    // Asked of the page itself, again and again: Playwright's own waits for a page to load listen for an event that may come in the moment between their look and their listening.
    private Task ReadyAsync() => Assertions.Expect(Find("html")).ToHaveJSPropertyAsync("ownerDocument.readyState", "complete");

    private void Listen()
    {
        Page.PageError += (_, error) => _complaints.Add($"{Page.Url}: {error}");
        // Refusals by the content security policy arrive here too.
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !(ExpectsFailedRequests && IsAboutRequest(message.Text)))
                _complaints.Add($"{Page.Url}: {message.Text} {message.Location}");
        };
    }

    private static bool IsAboutRequest(string text) =>
        text.StartsWith("Failed to load resource", StringComparison.Ordinal) || text.StartsWith("Response Status Error Code", StringComparison.Ordinal)
        || text.StartsWith("htmx:", StringComparison.Ordinal) || text.StartsWith("component-view:", StringComparison.Ordinal);
}
