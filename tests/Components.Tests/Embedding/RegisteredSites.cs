using Components.Data;
using Components.Embedding;
using Components.Fragments;
using Components.Tests.Fixture;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
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

    public static ValueTask<EmbeddingSite?> FindSiteAsync(this IServiceProvider services, string origin) =>
        services.GetRequiredService<EmbeddingSites>().FindAsync(origin, TestContext.Current.CancellationToken);

    public static async Task EnsureSiteAsync(this IServiceProvider services, TestHost host, string origin)
    {
        if (await services.FindSiteAsync(origin) is null)
            await host.RegisterSiteAsync(origin);
    }

    public static async Task SwitchSiteAsync(this IServiceProvider services, string origin, bool isOn)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EmbeddingDb>();
        (await db.Sites.SingleAsync(site => site.Origin == origin, TestContext.Current.CancellationToken)).Switch(isOn);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        services.GetRequiredService<EmbeddingSites>().Forget();
    }

    /// <summary>A signed address, whatever the fragment is.</summary>
    public static FragmentUrl EmbeddedUrl<TFragment>(this TestHost host, string origin, string path, params (string Name, object? Value)[] parameters) where TFragment : Fragment =>
        host.Services.GetRequiredService<FragmentUrls>().Create(new DefaultHttpContext { RequestServices = host.Services }, typeof(TFragment), FragmentParameters.None.With(parameters), origin + path);
}
