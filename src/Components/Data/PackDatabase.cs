using Components.Fragments.Overlay;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Data;

/// <summary>A context that has tables of its own, to be brought up to date when the site starts.</summary>
internal sealed record MigratedContext(Type Type, string MigrationsTable);

/// <summary>How packs get their DbContext.</summary>
public static class PackDatabase
{
    /// <summary>
    /// Registers a context on the site's database, one instance a fragment, with a migration history of its own (<c>{prefix}_migrations</c>) that is applied when the site starts.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="prefix">How the names of its tables start: the pack's id.</param>
    public static IServiceCollection AddPackDatabase<TContext>(this IServiceCollection services, string prefix) where TContext : DbContext
    {
        services.AddDbContext<TContext>((scope, options) => Configure(scope, options, prefix));
        services.AddSingleton(new MigratedContext(typeof(TContext), $"{prefix}_migrations"));
        return services;
    }

    /// <summary>Stores instants as Unix milliseconds, which every database orders and compares alike.</summary>
    public static void StoreInstants(this ModelConfigurationBuilder configuration) =>
        configuration.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();

    private static void Configure(IServiceProvider scope, DbContextOptionsBuilder options, string prefix)
    {
        scope.GetRequiredService<IDatabase>().Configure(scope, options, $"{prefix}_migrations");
        if (FragmentCost.In(scope) is { } cost)
            options.AddInterceptors(cost);
        // There is no snapshot to compare with: a test compares the migrated schema with the model's instead.
        options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
    }

    private sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
