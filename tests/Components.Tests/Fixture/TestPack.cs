using Components.Data;
using Components.Packs;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Fixture;

/// <summary>A pack with a fragment for every behaviour of the engine, and one table.</summary>
public sealed class TestPack : Pack
{
    public override string Id => "test";

    public override string Title => "Test";

    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Journal>();
        services.AddSingleton<TestMembers>();
        services.AddScoped<IMembers>(provider => provider.GetRequiredService<TestMembers>());
        services.AddScoped<ScopedThing>();
        services.AddSingleton<Gathering>();
        services.AddPackDatabase<NotesDb>(Id);
        services.AddPackDatabase<OtherNotesDb>(Id);
    }
}
