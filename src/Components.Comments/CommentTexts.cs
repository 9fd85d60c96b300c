using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Components.Comments;

/// <summary>The pack's texts where no fragment is around.</summary>
internal static class CommentTexts
{
    public static IStringLocalizer In(IServiceProvider services)
    {
        var name = typeof(CommentTexts).Assembly.GetName().Name!;
        return services.GetRequiredService<IStringLocalizerFactory>().Create($"{name}.Texts", name);
    }
}
