using System.Net;
using Components.Packs;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

using Testing;

namespace Threads;

/// <summary>The site on Kestrel at a port of this machine, with threads that differ in nothing but their length.</summary>
internal sealed class BenchSite : Site
{
    public BenchSite(int[] sizes)
    {
        Sizes = sizes;
        UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        Settings["Logging:LogLevel:Default"] = "None";
        // What a page costs that is made.
        Settings["Components:Cache:Life"] = "00:00:00";
        Settings["Packs:Comments:MemberPostsPerMinute"] = "1000";
    }

    public IReadOnlyList<int> Sizes { get; }

    public Uri Root { get; private set; } = null!;

    protected override string? Address => null;

    protected override bool ComparesRendering => false;

    public void Start()
    {
        StartServer();
        Root = new Uri(Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
    }

    // Without answers, so that every page holds as many comments as every other.
    public async Task SeedAsync()
    {
        foreach (var size in Sizes)
            if (await Services.RunPackCommandAsync(["comments", "seed", "--subject", SubjectOf(size), "--count", $"{size}", "--replies", "0"], "bench") != 0)
                throw new InvalidOperationException("The threads could not be seeded.");
    }

    public static string SubjectOf(int size) => $"size-{size}";
}
