using System.Globalization;
using Components.Packs;
using Microsoft.AspNetCore.Components;

namespace Components;

/// <summary>An instant as people say it ("5 minutes ago"), with the exact time in UTC for machines and on hover.</summary>
public sealed partial class RelativeTime(TimeProvider clock, IServiceProvider services) : ComponentBase
{
    /// <summary>The instant. What lies more than a month back is shown as a date.</summary>
    [Parameter, EditorRequired] public DateTimeOffset At { get; set; }

    private string Text()
    {
        var texts = CoreTexts.In(services);
        return (clock.GetUtcNow() - At) switch
        {
            { TotalMinutes: < 1 } => texts["just now"],
            { TotalMinutes: < 2 } => texts["1 minute ago"],
            { TotalMinutes: < 60 } past => texts["{0} minutes ago", (int)past.TotalMinutes],
            { TotalHours: < 2 } => texts["1 hour ago"],
            { TotalHours: < 24 } past => texts["{0} hours ago", (int)past.TotalHours],
            { TotalDays: < 2 } => texts["yesterday"],
            { TotalDays: < 31 } past => texts["{0} days ago", (int)past.TotalDays],
            _ => At.UtcDateTime.ToString(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja" ? "yyyy年M月d日" : "d MMMM yyyy", CultureInfo.CurrentCulture),
        };
    }
}
