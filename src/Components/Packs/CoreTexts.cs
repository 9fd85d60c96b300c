using System.Reflection;
using Microsoft.Extensions.Localization;

namespace Components.Packs;

/// <summary>The core's own words in the visitor's language. English texts are their own keys; <c>Texts.ja.resx</c> has the Japanese.</summary>
internal static class CoreTexts
{
    public static IStringLocalizer In(IServiceProvider services) => PackTexts.Of(services, typeof(CoreTexts).Assembly);

    /// <summary>The texts as they stand in the files, without a form for numbers.</summary>
    public static IStringLocalizer Bare(IStringLocalizerFactory factory, Assembly? assembly = null)
    {
        var name = (assembly ?? typeof(CoreTexts).Assembly).GetName().Name!;
        return factory.Create($"{name}.Texts", name);
    }
}
