using System.Text.Json;
using Components.Packs;

namespace Components.Fragments.Overlay;

/// <summary>The words of the developer's panel, in the language of its page. What travels in <c>Server-Timing</c> ("tagged", "public") stays as it is there.</summary>
internal static class OverlayTexts
{
    /// <returns>JSON: the title, the button with its number, the heads of the columns, and how a fragment came.</returns>
    public static string In(IServiceProvider services)
    {
        var texts = CoreTexts.In(services);
        return JsonSerializer.Serialize(new
        {
            title = texts["Fragments: what they cost"].Value,
            button = texts["Fragments ({0})"].Value,
            columns = new[]
            {
                texts["fragment"].Value, texts["ms"].Value, texts["queries"].Value, texts["database, ms"].Value, texts["memory"].Value, texts["size"].Value, texts["cache"].Value,
                texts["scope"].Value, texts["load"].Value,
            },
            loads = new { loaded = texts["loaded"].Value, inline = texts["inline"].Value, waits = texts["waits"].Value },
        });
    }
}
