using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Components.Packs;

/// <summary>The core's own words in the visitor's language. English texts are their own keys; <c>Texts.ja.resx</c> has the Japanese.</summary>
internal static class CoreTexts
{
    public static IStringLocalizer In(IServiceProvider services) => For(services, typeof(CoreTexts).Assembly);

    /// <summary>The texts of a pack: <c>Texts.{culture}.resx</c> at the root of its project.</summary>
    public static IStringLocalizer For(IServiceProvider services, System.Reflection.Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        return services.GetRequiredService<IStringLocalizerFactory>().Create($"{name}.Texts", name);
    }
}
