using System.Collections.Concurrent;
using Components.Packs;
using Microsoft.Extensions.DependencyInjection;

namespace Browser.Tests.Loading;

/// <summary>Brings the fragments of this folder into the site.</summary>
public sealed class LoadPack : Pack
{
    public override string Id => "load";

    public override string Title => "Load";

    public override void AddServices(IServiceCollection services) => services.AddSingleton<LoadLog>();
}

/// <summary>What was asked, by key, and what is answered from now on.</summary>
public sealed class LoadLog
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    /// <summary>A status other than 200, or negative for 304.</summary>
    public ConcurrentDictionary<string, int> Statuses { get; } = new();

    /// <summary>What is shown in place of the count.</summary>
    public ConcurrentDictionary<string, string> Texts { get; } = new();

    public int Count(string key) => _counts.GetValueOrDefault(key);

    public int Add(string key) => _counts.AddOrUpdate(key, 1, (_, count) => count + 1);
}
