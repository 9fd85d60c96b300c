using Components.Layouts;
using Components.Packs;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;

namespace Components.Fragments;

/// <summary>Writes what stands in the place of a fragment's tag in a text.</summary>
internal static class TagBuilder
{
    /// <param name="builder">Where to.</param>
    /// <param name="http">The request.</param>
    /// <param name="segment">A tag, or a mistake in one; nothing is written for others.</param>
    /// <param name="buildInner">Writes what stands inside the tag.</param>
    /// <param name="language">What a fragment says of its language, unless its tag says it; null: nothing.</param>
    public static void Build(RenderTreeBuilder builder, HttpContext http, Segment segment, Action<RenderTreeBuilder, IReadOnlyList<Segment>> buildInner, string? language = null)
    {
        if (segment is Segment.Mistake mistake)
        {
            BuildNote(builder, http, mistake.Name, [mistake.Problem], language);
            return;
        }
        if (segment is not Segment.Fragment tag)
            return;
        builder.OpenComponent<ComponentView>(20);
        builder.AddComponentParameter(21, nameof(ComponentView.Name), tag.Name);
        builder.AddComponentParameter(22, nameof(ComponentView.Parameters), language is null || tag.Attributes.Any(attribute => attribute.Key == "lang") ? tag.Attributes : [.. tag.Attributes, new("lang", language)]);
        if (tag.Loading.Count > 0)
            builder.AddComponentParameter(23, nameof(ComponentView.ChildContent), (Microsoft.AspNetCore.Components.RenderFragment)(inner => buildInner(inner, tag.Loading)));
        builder.CloseComponent();
    }

    /// <summary>A quiet note for visitors; for administrators what to mend. The log has it too.</summary>
    public static void BuildNote(RenderTreeBuilder builder, HttpContext http, string name, IReadOnlyList<TagProblem> problems, string? language = null)
    {
        foreach (var problem in problems)
            FragmentLog.WrongTag(http.RequestServices, http.Request.Path, name, problem.ToString());
        var texts = CoreTexts.In(http.RequestServices);
        var isOwner = http.User.IsInRole(Roles.Administrator);
        builder.OpenElement(10, "div");
        builder.AddAttribute(11, "class", isOwner ? "component component-problem component-wrong notice danger" : "component component-wrong");
        builder.AddAttribute(16, "lang", language);
        builder.OpenElement(12, "p");
        builder.AddContent(13, isOwner ? texts["This tag of the page, {0}, cannot be shown. Only administrators see why:", $"<component-view name=\"{name}\">"] : texts["This part of the page is not available."]);
        builder.CloseElement();
        if (isOwner)
        {
            builder.OpenElement(14, "ul");
            foreach (var problem in problems)
            {
                builder.OpenElement(15, "li");
                builder.AddContent(16, problem.In(texts));
                builder.CloseElement();
            }
            builder.CloseElement();
        }
        builder.CloseElement();
    }
}
