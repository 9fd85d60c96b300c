using Microsoft.Extensions.DependencyInjection;

namespace Components.Data;

/// <summary>Whether the database can be read as it is.</summary>
public static class DatabaseVersion
{
    /// <summary>Whether every pack's tables are there as the packs want them. Changes nothing: they are brought up to date when the host starts.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="cancellation">Ends the question.</param>
    public static async Task<bool> IsDatabaseUpToDateAsync(this IServiceProvider services, CancellationToken cancellation = default) =>
        (await services.GetRequiredService<DatabaseStartup>().BehindAsync(cancellation)).Count == 0;
}
