using System.Runtime.CompilerServices;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Testing;

/// <summary>
/// A component rendered by bUnit. Its HTML comparer needs a library that cannot be restored here (docs/dependencies.md), so an empty one is registered: rendering and finding
/// work, <c>MarkupMatches</c> does not, and static rendering needs no events.
/// </summary>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        var comparer = typeof(BunitContext).Assembly.GetType("Bunit.Diffing.HtmlComparer", throwOnError: true)!;
        Services.AddSingleton(comparer, RuntimeHelpers.GetUninitializedObject(comparer));
    }
}
