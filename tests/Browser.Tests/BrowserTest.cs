using Testing;

namespace Browser.Tests;

/// <summary>What browser tests share: a site, and people with browsers of their own.</summary>
public abstract class BrowserTest(LiveSite site, Chromium chromium) : IClassFixture<LiveSite>, IAsyncDisposable
{
    private readonly List<Tab> _tabs = [];

    protected LiveSite Site { get; } = site;

    protected Chromium Chromium { get; } = chromium;

    protected Task<Tab> OpenAsync(TabOptions? options = null) => OpenAsync(Site, options);

    /// <summary>Opens a site of the test's own.</summary>
    protected async Task<Tab> OpenAsync(LiveSite live, TabOptions? options = null)
    {
        live.Start();
        var tab = await Tab.OpenAsync(Chromium.Browser, live.Root, options ?? new());
        _tabs.Add(tab);
        return tab;
    }

    /// <summary>Somebody with an account, signed in.</summary>
    protected async Task<Tab> OpenAsAsync(string name, string? role = null, TabOptions? options = null)
    {
        var tab = await OpenAsync(options);
        await Site.AddAccountAsync(name, role);
        await tab.SignInAsync(People.EmailOf(name), People.Password);
        return tab;
    }

    /// <summary>Ends the test, and fails it where a page complained in the console.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var tab in _tabs)
            await tab.CloseAsync();
        var complaints = _tabs.SelectMany(tab => tab.Complaints).ToList();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }
}
