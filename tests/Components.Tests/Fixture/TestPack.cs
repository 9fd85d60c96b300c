using Components.Data;
using Components.Files;
using Components.Fragments;
using Components.Packs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Fixture;

/// <summary>A pack with a fragment for every behaviour of the engine, and one table.</summary>
public sealed class TestPack : Pack
{
    public override string Id => "test";

    public override string Title => "Test";

    /// <summary>The files that its rows would name.</summary>
    public HashSet<Guid> Claimed { get; } = [];

    public override Task<IReadOnlyCollection<Guid>?> ClaimedFilesAsync(IServiceProvider services, IReadOnlyCollection<Guid> files, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyCollection<Guid>?>([.. files.Where(Claimed.Contains)]);

    public override string? CheckTag(IServiceProvider services, string fragment, FragmentParameters given) =>
        given["Subject"] == "nowhere" ? $"'{fragment}' knows no subject 'nowhere'." : null;

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/c/test/file/{id:guid}", (Guid id, string name, FileStore<TestPack> files) => files.Download(new StoredFile(id, name, "text/plain", 0, "")));
        routes.MapGet("/c/test/throws", () => { throw new InvalidOperationException("secret"); });
        // More than any buffer on the way takes.
        routes.MapGet("/c/test/flood", async (HttpContext http) =>
        {
            var page = new byte[100_000];
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(page, http.RequestAborted);
        });
    }

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
