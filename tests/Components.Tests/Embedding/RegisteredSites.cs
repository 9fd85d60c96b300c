using Components.Data;
using Components.Embedding;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Embedding;

internal static class RegisteredSites
{
    /// <summary>What the admin area does.</summary>
    public static async Task<EmbeddingSite> RegisterSiteAsync(this TestHost host, string origin, bool isOn = true)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EmbeddingDb>();
        var site = EmbeddingSite.Register(host.Services.GetRequiredService<TimeOrderedId>().Next(), origin, "A site", host.Clock.GetUtcNow());
        site.Switch(isOn);
        db.Sites.Add(site);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        host.Services.GetRequiredService<EmbeddingSites>().Forget();
        return site;
    }
}
