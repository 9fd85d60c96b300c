using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using Components.Packs;
using Components.Responses;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Components.Assets;

/// <summary>The region of a page in which flashes are announced. It brings along what the scripts say by themselves, which is put together once for each language and not read again.</summary>
internal sealed class FlashRegion(HtmlEncoder encoder, IOptions<ComponentsOptions> options)
{
    /// <summary>What the scripts say by themselves: the name of the attribute, and the key of the text.</summary>
    public static readonly IReadOnlyList<(string Name, string Key)> Texts =
    [
        ("failed", "This part of the page could not be loaded."), ("offline", "The server could not be reached. Are you online?"), ("retry", "Try again"),
        ("message", "Message"), ("close", "Close"), ("checking", "Checking…"),
        ("slow", "This takes longer than it should. Please try again in a moment."), ("notarget", "This page has no element with the id “{0}”."),
        ("toolarge", "This is too much to send at once: {0}. At most {1} can be sent."), ("sending", "Sending…"),
        ("toolargefile", "“{0}” is too large: {1}. At most {2} can be sent."), ("toomanyfiles", "At most so many files can be sent: {0}."), ("takeout", "Take out"),
        ("news", "There is something new here."), ("show", "Show it"),
    ];

    // An application may take the language from whoever asks.
    private const int MostKept = 100;

    private readonly ConcurrentDictionary<string, string> _starts = new();

    public static FlashRegion Of(HttpContext http) => http.RequestServices.GetRequiredService<FlashRegion>();

    public void Build(RenderTreeBuilder builder, HttpContext http, Flash? flash)
    {
        builder.AddMarkupContent(0, StartIn(CultureInfo.CurrentUICulture.Name, http.RequestServices));
        if (flash is not null)
            BuildMessage(builder, flash, CoreTexts.In(http.RequestServices)["Message"], CoreTexts.In(http.RequestServices)["Close"]);
        builder.AddMarkupContent(20, "</div>");
    }

    private string StartIn(string language, IServiceProvider services)
    {
        if (_starts.TryGetValue(language, out var known))
            return known;
        if (_starts.Count >= MostKept)
            _starts.Clear();
        return _starts[language] = Start(services);
    }

    private string Start(IServiceProvider services)
    {
        var texts = CoreTexts.In(services);
        var words = string.Concat(Texts.Select(text => $" data-{text.Name}=\"{encoder.Encode(texts[text.Key].Value)}\""));
        var budget = options.Value.LoadBudget is { } longest ? string.Create(CultureInfo.InvariantCulture, $" data-budget=\"{(long)longest.TotalMilliseconds}\"") : "";
        return $"<div id=\"component-flash\" role=\"status\" aria-live=\"polite\" data-component-texts{words}{budget}>";
    }

    // A dialog, since that is what a browser can close without script.
    private static void BuildMessage(RenderTreeBuilder builder, Flash flash, string name, string close)
    {
        builder.OpenElement(1, "dialog");
        builder.AddAttribute(2, "open", true);
        builder.AddAttribute(3, "class", $"notice {ClassOf(flash.Level)}");
        builder.AddAttribute(4, "aria-label", name);
        builder.OpenElement(5, "p");
        builder.AddContent(7, flash.Text);
        builder.CloseElement();
        builder.OpenElement(8, "form");
        builder.AddAttribute(9, "method", "dialog");
        builder.OpenElement(10, "button");
        builder.AddAttribute(11, "class", "quiet component-close");
        builder.AddAttribute(12, "aria-label", close);
        builder.AddContent(13, "\u00d7");
        builder.CloseElement();
        builder.CloseElement();
        builder.CloseElement();
    }

    private static string ClassOf(FlashLevel level) => level switch
    {
        FlashLevel.Success => "success",
        FlashLevel.Warning => "warning",
        FlashLevel.Error => "danger",
        _ => "info",
    };
}
