using System.Globalization;
using Components.Fragments;
using Components.Packs;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Components;

/// <summary>An instant as people say it ("5 minutes ago", "in 2 hours"), with the exact time in UTC for machines and on hover.</summary>
public sealed partial class RelativeTime(TimeProvider clock, IServiceProvider services) : ComponentBase
{
    /// <summary>The instant. What lies more than a month back, or more than a day ahead, is shown as a date.</summary>
    [Parameter, EditorRequired] public DateTimeOffset At { get; set; }

    /// <summary>The same as a piece of a fragment's own markup, for what stands on a page a hundred times: <c>@RelativeTime.Of(this, at)</c>. A component costs more than what it writes.</summary>
    /// <param name="owner">The fragment in whose markup it stands.</param>
    /// <param name="at">As <see cref="At"/>.</param>
    public static RenderFragment Of(Fragment owner, DateTimeOffset at) => Of(at, owner.Services.GetRequiredService<TimeProvider>(), owner.Services);

    private static RenderFragment Of(DateTimeOffset at, TimeProvider clock, IServiceProvider services) => builder =>
    {
        builder.OpenElement(0, "time");
        builder.AddAttribute(1, "datetime", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        builder.AddAttribute(2, "title", $"{at.UtcDateTime:f} UTC");
        builder.AddContent(3, TextOf(at, clock.GetUtcNow(), CoreTexts.In(services)));
        builder.CloseElement();
    };

    private static string TextOf(DateTimeOffset at, DateTimeOffset now, IStringLocalizer texts)
    {
        return (now - at) switch
        {
            { TotalHours: <= -24 } => Date(at, texts),
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
            _ => Date(at, texts),
        };
    }

    private static string Date(DateTimeOffset at, IStringLocalizer texts) => at.UtcDateTime.ToString(texts["d MMMM yyyy"], CultureInfo.CurrentCulture);
}
