using Microsoft.Playwright;

namespace Browser.Tests.Loading;

/// <summary>One tab on a page with a fragment that loads in some way; it must complain of nothing.</summary>
public abstract class LoadTest(LoadSite site, Chromium chromium) : IClassFixture<LoadSite>, IAsyncDisposable
{
    private Tab? _tab;

    protected LoadSite Site { get; } = site;

    protected IBrowser Browser => chromium.Browser;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_tab is null)
            return;
        await _tab.CloseAsync();
        Assert.True(_tab.Complaints.Count == 0, string.Join('\n', _tab.Complaints));
    }

    protected async Task<Tab> OpenAsync(string show, string key, bool failing = false)
    {
        _tab = await Tab.OpenAsync(Browser, Site.Root, new());
        _tab.ExpectsFailedRequests = failing;
        await _tab.GoAndSettleAsync($"/load/{show}/{key}");
        return _tab;
    }
}
