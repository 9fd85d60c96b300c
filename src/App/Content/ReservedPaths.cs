using System.Reflection;
using App.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing.Template;

namespace App.Content;

/// <summary>Addresses that belong to the site itself: what is below <c>/admin</c>, <c>/account</c>, <c>/c</c> and the like, and every page that it brings.</summary>
internal sealed class ReservedPaths
{
    // Whole trees of addresses, also where nothing answers in them today.
    private static readonly string[] Trees = ["admin", "account", "c", "language", "error", "not-found", "_framework", "_content"];

    private readonly Lazy<TemplateMatcher[]> _pages = new(() => [.. typeof(Root).Assembly.GetTypes()
        .Where(type => !type.IsDefined(typeof(ShowsContentAttribute), false))
        .SelectMany(type => type.GetCustomAttributes<RouteAttribute>(false))
        .Select(route => new TemplateMatcher(TemplateParser.Parse(route.Template.TrimStart('/')), []))]);

    public bool Contains(string path) =>
        Trees.Contains(path.TrimStart('/').Split('/')[0], StringComparer.OrdinalIgnoreCase) || Array.Exists(_pages.Value, page => page.TryMatch(path, []));
}

/// <summary>A page of the site that shows what a content file says.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShowsContentAttribute : Attribute;
