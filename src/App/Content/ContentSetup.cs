namespace App.Content;

/// <summary>Registration.</summary>
internal static class ContentSetup
{
    public static void AddContent(this IServiceCollection services)
    {
        services.AddSingleton<ContentFolder>();
        services.AddSingleton<ReservedPaths>();
        services.AddSingleton<ContentStore>();
        services.AddSingleton<SiteStyle>();
    }
}
