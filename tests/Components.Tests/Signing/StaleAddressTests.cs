using System.Net;
using Components.Tests.Fixture;

namespace Components.Tests.Signing;

/// <summary>Moves the clock and the keys, so each test has a host of its own.</summary>
public sealed class StaleAddressTests : IAsyncLifetime
{
    private readonly TestHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_expired_address_is_gone_and_offers_to_reload()
    {
        var url = _host.UrlFor<MineFragment>("mary", null, ("number", 1)).Partial;
        _host.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal(HttpStatusCode.OK, (await _host.Visit("mary").LoadAsync(url)).Status);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        var page = await _host.Visit("mary").LoadAsync(url);
        Assert.Equal(HttpStatusCode.Gone, page.Status);
        Assert.Equal("/page", page.Find(".component-problem a").GetAttribute("href"));
        Assert.Equal("test/mine", page.Header("Component-Fragment"));
    }

    [Fact]
    public async Task An_expired_address_of_a_session_is_gone_too()
    {
        var visitor = _host.Visit();
        var url = (await visitor.OpenAsync("/page/session")).FragmentUrl("test/session");
        _host.Clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal(HttpStatusCode.Gone, (await visitor.LoadAsync(url)).Status);
    }

    [Fact]
    public async Task A_public_address_never_expires()
    {
        var url = _host.UrlOf<SubjectFragment>(("subject", "a")).Partial;
        _host.Clock.Advance(TimeSpan.FromDays(5000));
        Assert.Equal(HttpStatusCode.OK, (await _host.Visit().LoadAsync(url)).Status);
    }

    [Fact]
    public async Task After_a_rotation_old_addresses_are_good_and_new_ones_have_the_new_key()
    {
        var old = _host.UrlOf<SubjectFragment>(("subject", "a")).Partial;
        var key = _host.Keys.Rotate();
        var fresh = _host.UrlOf<SubjectFragment>(("subject", "a")).Partial;
        Assert.Contains($"1.{key.Id}.p.", fresh, StringComparison.Ordinal);
        Assert.NotEqual(old, fresh);
        Assert.Equal(HttpStatusCode.OK, (await _host.Visit().LoadAsync(old)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.Visit().LoadAsync(fresh)).Status);
    }

    [Fact]
    public async Task What_was_right_under_a_retired_key_is_gone_and_what_never_was_is_forbidden()
    {
        var url = _host.UrlOf<SubjectFragment>(("subject", "a"));
        var (partial, document) = (url.Partial, url.Document);
        var key = _host.Keys.Current.Id;
        _host.Keys.Rotate();
        _host.Keys.Retire(key);
        var page = await _host.Visit().OpenAsync(document);
        Assert.Equal(HttpStatusCode.Gone, page.Status);
        Assert.Equal("/page", page.Find(".component-problem a").GetAttribute("href"));
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.Visit().LoadAsync(partial[..^1])).Status);
    }

    [Fact]
    public async Task A_post_to_a_stale_address_does_nothing()
    {
        var old = _host.UrlOf<FormFragment>().PartialOf("post");
        var key = _host.Keys.Current.Id;
        _host.Keys.Rotate();
        _host.Keys.Retire(key);
        Assert.Equal(HttpStatusCode.Gone, (await _host.Visit().PostAsync(old, ("Text", "x"))).Status);
        Assert.Empty(_host.Journal.Entries);
    }
}
