using System.Globalization;
using Components.Packs;
using Microsoft.AspNetCore.Components;

namespace Components;

/// <summary>An instant as people say it ("5 minutes ago", "in 2 hours"), with the exact time in UTC for machines and on hover.</summary>
public sealed partial class RelativeTime(TimeProvider clock, IServiceProvider services) : ComponentBase
{
    /// <summary>The instant. What lies more than a month back, or more than a day ahead, is shown as a date.</summary>
    [Parameter, EditorRequired] public DateTimeOffset At { get; set; }

    private string Text()
    {
        var texts = CoreTexts.In(services);
        return (clock.GetUtcNow() - At) switch
        {
            { TotalHours: <= -24 } => Date(texts),
            { TotalHours: <= -2 } ahead => texts["in {0} hours", -(int)ahead.TotalHours],
            { TotalHours: <= -1 } => texts["in 1 hour"],
            { TotalMinutes: <= -2 } ahead => texts["in {0} minutes", -(int)ahead.TotalMinutes],
            { TotalMinutes: <= -1 } => texts["in 1 minute"],
            // Clocks of two machines may differ a little.
            { TotalSeconds: <= -10 } => texts["in a moment"],
            { TotalMinutes: < 1 } => texts["just now"],
            { TotalMinutes: < 2 } => texts["1 minute ago"],
            { TotalMinutes: < 60 } past => texts["{0} minutes ago", (int)past.TotalMinutes],
            { TotalHours: < 2 } => texts["1 hour ago"],
            { TotalHours: < 24 } past => texts["{0} hours ago", (int)past.TotalHours],
            { TotalDays: < 2 } => texts["yesterday"],
            { TotalDays: < 31 } past => texts["{0} days ago", (int)past.TotalDays],
            _ => Date(texts),
        };
    }

    private string Date(Microsoft.Extensions.Localization.IStringLocalizer texts) => At.UtcDateTime.ToString(texts["d MMMM yyyy"], CultureInfo.CurrentCulture);
}
