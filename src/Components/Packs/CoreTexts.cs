using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Components.Languages;
using Microsoft.Extensions.Localization;

namespace Components.Packs;

/// <summary>The core's own words in the visitor's language. English texts are their own keys; <c>Texts.ja.resx</c> has the Japanese.</summary>
internal static class CoreTexts
{
    // Asked for with every text that is shown; a factory looks for the file anew each time.
    private static readonly ConditionalWeakTable<IStringLocalizerFactory, ConcurrentDictionary<Assembly, IStringLocalizer>> Made = [];

    public static IStringLocalizer In(IServiceProvider services) => PackTexts.Of(services, typeof(CoreTexts).Assembly);

    /// <summary>The texts as they stand in the files, without a form for numbers.</summary>
    public static IStringLocalizer Bare(IStringLocalizerFactory factory, Assembly? assembly = null) =>
        Made.GetOrCreateValue(factory).GetOrAdd(assembly ?? typeof(CoreTexts).Assembly, Make, factory);

    private static IStringLocalizer Make(Assembly assembly, IStringLocalizerFactory factory)
    {
        var name = assembly.GetName().Name!;
        var texts = factory.Create($"{name}.Texts", name);
        // An application's own may change while it runs.
        return texts is ResourceManagerStringLocalizer ? new KeptTexts(texts) : texts;
    }
}
