using System.Reflection;
using Components.Languages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Components.Packs;

/// <summary>The words of a pack in the visitor's language, where no fragment is around: in a fragment they are at hand as its <c>L</c>.</summary>
public static class PackTexts
{
    /// <summary>The texts of <c>Texts.{language}.resx</c> at the root of an assembly's project, each in the form that its language wants beside a number.</summary>
    /// <param name="services">The application's services or the request's.</param>
    /// <param name="assembly">The pack's assembly.</param>
    public static IStringLocalizer Of(IServiceProvider services, Assembly assembly)
    {
        var factory = services.GetRequiredService<IStringLocalizerFactory>();
        return new PluralLocalizer(CoreTexts.Bare(factory, assembly), factory);
    }
}
