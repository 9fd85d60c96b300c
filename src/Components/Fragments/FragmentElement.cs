using Components.Assets;
using Components.Htmx;
using Components.Packs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Fragments;

/// <summary>Writes the element that holds a fragment in a page, its placeholder, and what htmx needs to load it.</summary>
internal static class FragmentElement
{
    public enum Around
    {
        /// <summary>Partial HTML: the element is in the page already.</summary>
        Nothing,

        /// <summary>The content, as the body of a document.</summary>
        Document,

        /// <summary>Embedded: content or placeholder, as <see cref="Fragment.Load"/> says.</summary>
        Page,

        /// <summary>Embedded inline, and it failed.</summary>
        Failure,
    }

    public static void Build(RenderTreeBuilder builder, Fragment fragment, Around around, RenderFragment content)
    {
        if (around == Around.Nothing)
        {
            content(builder);
            return;
        }

        var isPlaceholder = around == Around.Failure || (around == Around.Page && fragment.Load != Load.Inline);
        if (around == Around.Page && fragment.Context is null)
            PageAssets.BuildOnce(builder, fragment.Http, fragment);
        // Only here it is known what the handler said: the page around was rendered before.
        if (around == Around.Document && fragment.Call is { IsRefusal: true, Response.Message: { } message })
            BuildMessage(builder, message.Text);
        builder.OpenElement(10, "div");
        builder.AddAttribute(11, "id", around == Around.Document ? fragment.Url.ElementId : fragment.TagId);
        builder.AddMultipleAttributes(12, fragment.Attributes!);
        builder.AddAttribute(13, "class", Classes(fragment));
        builder.AddAttribute(14, "data-fragment", fragment.Url.Fragment.Id);
        if (fragment.Pushed && fragment.PushTickets() is { Length: > 0 } tickets)
            builder.AddAttribute(15, "data-component-push", tickets);
        if (!isPlaceholder && around == Around.Page && fragment.Cost is { } cost)
            builder.AddAttribute(16, "data-component-cost", cost.Write(fragment.Url));
        HtmxAttributes.Load(builder, fragment, isPlaceholder ? fragment.Load : Load.Inline);
        if (!isPlaceholder)
            content(builder);
        else if (around == Around.Failure)
            BuildFailure(builder, fragment);
        else
            BuildPlaceholder(builder, fragment);
        builder.CloseElement();
    }

    private static void BuildMessage(RenderTreeBuilder builder, string text)
    {
        builder.OpenElement(1, "p");
        builder.AddAttribute(2, "class", "notice danger");
        builder.AddAttribute(3, "role", "alert");
        builder.AddContent(4, text);
        builder.CloseElement();
    }

    private static string Classes(Fragment fragment) =>
        fragment.Attributes?.GetValueOrDefault("class") is { } given ? $"component {given}" : "component";

    private static void BuildPlaceholder(RenderTreeBuilder builder, Fragment fragment)
    {
        builder.OpenElement(33, "div");
        builder.AddAttribute(34, "class", "component-placeholder");
        if (fragment.Height is { } height)
            BuildHeight(builder, height);
        if (fragment.Loading is not null)
            builder.AddContent(36, fragment.Loading);
        else
            BuildLink(builder, fragment, fragment.Load == Load.OnDemand, fragment.Url.Fragment.TitleIn(fragment.L));
        builder.CloseElement();
        if (fragment.Fallback is null)
            return;
        // Where swap.js finds it, and no style or screen reader does.
        builder.OpenElement(37, "template");
        builder.AddAttribute(38, "class", "component-fallback");
        builder.AddContent(39, fragment.Fallback);
        builder.CloseElement();
    }

    // The one element whose height is an attribute and whose width may be none: the content security policy allows no style.
    private static void BuildHeight(RenderTreeBuilder builder, int height)
    {
        builder.OpenElement(60, "svg");
        builder.AddAttribute(61, "class", "component-height");
        builder.AddAttribute(62, "width", 0);
        builder.AddAttribute(63, "height", height);
        builder.AddAttribute(64, "aria-hidden", "true");
        builder.CloseElement();
    }

    public static void BuildFailure(RenderTreeBuilder builder, Fragment fragment)
    {
        var texts = CoreTexts.In(fragment.Services);
        builder.OpenElement(40, "div");
        if (fragment.Fallback is not null)
        {
            builder.AddAttribute(41, "class", "component-problem component-fallback");
            builder.AddContent(42, fragment.Fallback);
        }
        else
        {
            builder.AddAttribute(43, "class", "component-problem notice danger");
            builder.AddAttribute(44, "role", "alert");
            builder.OpenElement(45, "p");
            builder.AddContent(46, texts["This part of the page could not be shown."]);
            builder.CloseElement();
        }
        BuildLink(builder, fragment, isButton: true, texts["Try again"]);
        builder.CloseElement();
    }

    private static void BuildLink(RenderTreeBuilder builder, Fragment fragment, bool isButton, string text)
    {
        builder.OpenElement(50, "a");
        builder.AddAttribute(51, "href", fragment.Url.Document);
        if (isButton)
        {
            builder.AddAttribute(52, "class", "button quiet");
            HtmxAttributes.Link(builder, fragment.Url.Partial, fragment.Url.ElementId);
        }
        builder.AddContent(53, text);
        builder.CloseElement();
    }
}
