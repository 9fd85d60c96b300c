using Components.Packs;
using Microsoft.Extensions.Localization;

namespace Components.Comments;

/// <summary>The pack's texts where no fragment is around.</summary>
internal static class CommentTexts
{
    public static IStringLocalizer In(IServiceProvider services) => PackTexts.Of(services, typeof(CommentTexts).Assembly);
}
