using Components.Embedding;
using Components.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Embedding;

public sealed class EmbeddingSitesTests(TestHost host) : IClassFixture<TestHost>
{
    private EmbeddingSites Sites => host.Services.GetRequiredService<EmbeddingSites>();

    [Fact]
    public async Task A_site_is_found_by_its_exact_origin_and_by_nothing_that_looks_alike()
    {
        await host.RegisterSiteAsync("https://alike.example");
        Assert.Equal("https://alike.example", (await FindAsync("https://alike.example"))!.Origin);
        foreach (var other in new[] { "http://alike.example", "https://alike.example:8443", "https://alike.example.evil.example", "https://xalike.example", "https://ALIKE.example", "https://alike.example/", "null", "" })
            Assert.Null(await FindAsync(other));
    }

    [Fact]
    public async Task A_change_shows_at_once_and_one_of_another_process_soon()
    {
        await host.RegisterSiteAsync("https://change.example");
        Assert.True((await FindAsync("https://change.example"))!.IsOn);

        await ChangeAsync("https://change.example", site => site.Switch(false));
        Assert.True((await FindAsync("https://change.example"))!.IsOn);
        Sites.Forget();
        Assert.False((await FindAsync("https://change.example"))!.IsOn);

        await ChangeAsync("https://change.example", site => site.Switch(true));
        host.Clock.Advance(EmbeddingSites.RereadAfter);
        Assert.True((await FindAsync("https://change.example"))!.IsOn);
    }

    [Fact]
    public async Task Each_site_has_a_key_of_its_own_of_32_bytes_that_can_be_renewed()
    {
        var one = await host.RegisterSiteAsync("https://one.example");
        var other = await host.RegisterSiteAsync("https://other.example");
        Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(one.Secret).Length);
        Assert.NotEqual(one.Secret, other.Secret);
        var old = one.Secret;
        one.RenewSecret();
        Assert.NotEqual(old, one.Secret);
    }

    private ValueTask<EmbeddingSite?> FindAsync(string origin) => Sites.FindAsync(origin, TestContext.Current.CancellationToken);

    private async Task ChangeAsync(string origin, Action<EmbeddingSite> change)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EmbeddingDb>();
        change(await db.Sites.SingleAsync(site => site.Origin == origin, TestContext.Current.CancellationToken));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
