using Components.Assets;
using Components.Caching;
using Components.Layouts;
using Components.Packs;
using Components.Signing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Components.Fragments;

/// <summary>Writes what stands in the place of a fragment's tag in a text.</summary>
internal static class TagBuilder
{
    private const string Language = "lang";

    /// <param name="builder">Where to.</param>
    /// <param name="http">The request.</param>
    /// <param name="segment">A tag, or a mistake in one; nothing is written for others.</param>
    /// <param name="buildInner">Writes what stands inside the tag.</param>
    /// <param name="language">What a fragment says of its language, unless its tag says it; null: nothing.</param>
    /// <param name="isInFragment">Whether the text is a part of what another fragment shows.</param>
    public static void Build(
        RenderTreeBuilder builder, HttpContext http, Segment segment, Action<RenderTreeBuilder, IReadOnlyList<Segment>> buildInner, string? language = null, bool isInFragment = false)
    {
        if (segment is Segment.Mistake mistake)
        {
            BuildNote(builder, http, mistake.Name, [mistake.Problem], language);
            return;
        }
        if (segment is not Segment.Fragment written)
            return;
        var shelf = isInFragment ? null : TagShelf.Of(http);
        var tag = written.In(shelf?.Registry ?? http.RequestServices.GetRequiredService<FragmentRegistry>());
        language = written.OwnLanguage ?? language;
        if (tag.IsForEverybody && shelf is not null)
            BuildShared(builder, http, tag, language, shelf);
        else
            Build(builder, http, tag, written.Loading.Count > 0 ? inner => buildInner(inner, written.Loading) : null, language);
    }

    /// <summary>Writes a text with what its tags stand for. Where all of that is kept, the text is as a whole, too: a list with a hundred counts is then one piece.</summary>
    /// <inheritdoc cref="Build(RenderTreeBuilder, HttpContext, Segment, Action{RenderTreeBuilder, IReadOnlyList{Segment}}, string?, bool)"/>
    public static void Build(RenderTreeBuilder builder, HttpContext http, FragmentHtml text, Action<RenderTreeBuilder, IReadOnlyList<Segment>> buildInner, string? language, bool isInFragment)
    {
        if (isInFragment || !text.HasTags || TagShelf.Of(http) is not { } shelf || !text.Segments.All(segment => IsForEverybody(segment, shelf)))
        {
            buildInner(builder, text.Segments);
            return;
        }
        PageAssets.BuildOnce(builder, http, text);
        var began = shelf.Turn;
        if (TryBuildKept(builder, KeyOf(text, language), shelf) is not null)
            return;
        var whole = new KeptTextBuilder();
        foreach (var segment in text.Segments)
            if (segment is Segment.Html html)
            {
                builder.AddMarkupContent(50, html.Text);
                whole.Add(html.Text);
            }
            else if (segment is Segment.Fragment tag && TryBuildKept(builder, KeyOf(tag.In(shelf.Registry), tag.OwnLanguage ?? language), shelf) is { } kept)
                whole.Add(kept);
            else
            {
                Build(builder, http, segment, buildInner, language);
                whole.IsWhole = false;
            }
        if (whole.Join(began) is { } joined)
            shelf.Keep(KeyOf(text, language), joined);
    }

    /// <param name="builder">Where to.</param>
    /// <param name="http">The request.</param>
    /// <param name="tag">As it was read.</param>
    /// <param name="loading">What its placeholder shows; null: what is usual.</param>
    /// <param name="language">What it says of its language, unless the tag says it; null: nothing.</param>
    public static void Build(RenderTreeBuilder builder, HttpContext http, FragmentTag tag, RenderFragment? loading, string? language)
    {
        if (tag.Problems.Count > 0)
        {
            BuildNote(builder, http, tag.Name, tag.Problems, language);
            return;
        }
        if (tag.Scope == UrlScope.User && http.User.UserId() is null)
        {
            BuildSignIn(builder, http);
            return;
        }
        BuildFragment(builder, tag, loading, language, onMade: null);
    }

    private static void BuildShared(RenderTreeBuilder builder, HttpContext http, FragmentTag tag, string? language, TagShelf shelf)
    {
        // Else the first fragment of a page brings them, as a part of what is kept.
        PageAssets.BuildOnce(builder, http, tag);
        var began = shelf.Turn;
        if (TryBuildKept(builder, KeyOf(tag, language), shelf) is null)
            BuildToKeep(builder, http, tag, language, shelf, KeyOf(tag, language), began);
    }

    /// <returns>What was written; null: nothing is kept, or it does not fit into the page.</returns>
    private static KeptTag? TryBuildKept(RenderTreeBuilder builder, object key, TagShelf shelf)
    {
        if (shelf.Find(key) is not { } kept || !shelf.Ids.TryTake(kept.ElementIds))
            return null;
        shelf.Keeping?.DependOn(kept.Tags);
        kept.Write(builder);
        return kept;
    }

    private static bool IsForEverybody(Segment segment, TagShelf shelf) => segment is Segment.Html || (segment is Segment.Fragment tag && tag.In(shelf.Registry).IsForEverybody);

    private static object KeyOf(object what, string? language) => language is null ? what : (what, language);

    // A method of its own: what a closure needs is made where it begins, and mostly none is needed.
    private static void BuildToKeep(RenderTreeBuilder builder, HttpContext http, FragmentTag tag, string? language, TagShelf shelf, object key, long began)
    {
        builder.OpenComponent<SharedTag>(40);
        builder.AddComponentParameter(41, nameof(SharedTag.Shelf), shelf);
        builder.AddComponentParameter(42, nameof(SharedTag.Key), key);
        builder.AddComponentParameter(43, nameof(SharedTag.Began), began);
        builder.AddComponentParameter(44, nameof(SharedTag.Http), http);
        builder.AddComponentParameter(45, nameof(SharedTag.Content), (Func<Action<object>, RenderFragment>)(onMade => inner => BuildFragment(inner, tag, loading: null, language, onMade)));
        builder.CloseComponent();
    }

    private static void BuildFragment(RenderTreeBuilder builder, FragmentTag tag, RenderFragment? loading, string? language, Action<object>? onMade)
    {
        builder.OpenComponent(20, tag.Fragment!.Type);
        foreach (var (name, value) in tag.Values)
            builder.AddComponentParameter(21, name, value);
        if (language is not null && !tag.SaysLanguage)
            builder.AddComponentParameter(22, Language, language);
        if (loading is not null)
            builder.AddComponentParameter(23, nameof(Fragment.Loading), loading);
        if (onMade is not null)
            builder.AddComponentReferenceCapture(24, onMade);
        builder.CloseComponent();
    }

    // Who writes a page cannot say for whom it is shown; a URL for nobody could not be signed.
    private static void BuildSignIn(RenderTreeBuilder builder, HttpContext http)
    {
        builder.OpenElement(30, "p");
        builder.AddAttribute(31, "class", "component");
        builder.OpenElement(32, "a");
        builder.AddAttribute(33, "href", SignInLink(http));
        builder.AddContent(34, CoreTexts.In(http.RequestServices)["Sign in to see this part of the page."]);
        builder.CloseElement();
        builder.CloseElement();
    }

    private static string SignInLink(HttpContext http) =>
        $"{http.Request.PathBase}{http.RequestServices.GetRequiredService<IOptions<ComponentsOptions>>().Value.SignInPath}?returnUrl={Uri.EscapeDataString(http.Request.Path)}";

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
