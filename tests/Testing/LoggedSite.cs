using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Testing;

/// <summary>What a site asks its database.</summary>
public static class LoggedSite
{
    /// <summary>Keeps the SQL of a site that has not started yet.</summary>
    public static SqlLog LogSql(this Site site)
    {
        var (sql, before) = (new SqlLog(), site.ConfigureServices);
        site.Settings[SqlLog.LevelSetting] = "Information";
        site.ConfigureServices = services =>
        {
            before?.Invoke(services);
            services.AddSingleton<ILoggerProvider>(sql);
        };
        return sql;
    }
}
