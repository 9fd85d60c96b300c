using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Packs;

/// <summary>What <c>AddComponents</c> hands to a site: add packs, choose a database.</summary>
public sealed class ComponentsBuilder
{
    internal ComponentsBuilder(IServiceCollection services, PackList packs) => (Services, Packs) = (services, packs);

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The packs added so far.</summary>
    public PackList Packs { get; }

    /// <summary>Adds a pack: its services, its permissions as policies, its fragments when the routes are mapped.</summary>
    /// <exception cref="InvalidOperationException">A pack of this id was added before.</exception>
    public ComponentsBuilder AddPack<TPack>() where TPack : Pack, new()
    {
        var pack = new TPack();
        Packs.Add(pack);
        Services.Configure<AuthorizationOptions>(options =>
        {
            foreach (var permission in pack.Permissions)
                if (options.GetPolicy(permission.Name) is null)
                    options.AddPolicy(permission.Name, policy => policy.RequireRole(permission.Roles));
        });
        pack.AddServices(Services);
        return this;
    }
}
