using System.Globalization;
using System.Text;
using Components.Fragments.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Testing;

/// <summary>Lets the framework write each answer too, from the same tree: one byte that differs is an error of the request.</summary>
internal sealed class ComparedRenderer(IServiceProvider services, ILoggerFactory loggers) : FragmentRenderer(services, loggers)
{
    public override void Write(int component, Utf8Html html)
    {
        base.Write(component, html);
        using var expected = new StringWriter(CultureInfo.InvariantCulture);
        WriteComponentHtml(component, expected);
        var bytes = Encoding.UTF8.GetBytes(expected.ToString());
        if (!html.Written.Span.SequenceEqual(bytes))
            throw new InvalidOperationException($"Written was\n{Encoding.UTF8.GetString(html.Written.Span)}\nand not, as the framework does,\n{expected}");
    }
}

/// <summary>For every host of tests: what they ask for is what is compared.</summary>
public static class ComparedRendering
{
    public static IServiceCollection CompareRendering(this IServiceCollection services) => services.Replace(ServiceDescriptor.Scoped<FragmentRenderer, ComparedRenderer>());
}
