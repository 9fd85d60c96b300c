using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace Components.Contact.Forms;

/// <summary>What may be in a field: the same rules that its HTML attributes tell the browser.</summary>
internal static partial class FieldRules
{
    private const string Today = "today";
    private static readonly ConcurrentDictionary<string, Regex?> Patterns = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the values of a field that is shown.</summary>
    /// <param name="item">The field. Not a file.</param>
    /// <param name="values">As <see cref="SentForm"/> has read them: none where it is empty.</param>
    /// <param name="today">The day.</param>
    /// <param name="texts">The pack's texts.</param>
    /// <returns>A sentence in the language of the request; null where nothing is wrong.</returns>
    public static string? ProblemOf(FormItem item, IReadOnlyList<string> values, DateOnly today, IStringLocalizer texts)
    {
        var label = item.Label?.In(texts) ?? item.Name;
        if (values.Count == 0)
            return !item.Required ? null : item.Type == ItemType.Consent ? texts["Please tick “{0}”.", label].Value : texts["Please fill in “{0}”.", label].Value;
        return item.Type switch
        {
            ItemType.Choice => values.All(value => item.Options.Any(option => option.Value == value)) && (item.HasSeveral || values.Count == 1) ? null : texts["Please choose one of what “{0}” offers.", label].Value,
            ItemType.Consent or ItemType.Hidden => null,
            ItemType.Number => NumberProblem(item, values[0], label, texts),
            ItemType.Date => DayProblem(item, values[0], label, today, texts),
            _ => TextProblem(item, values[0], label, texts),
        };
    }

    public static bool TryReadNumber(string? text, out decimal number)
    {
        number = 0;
        return text is { Length: > 0 and <= 40 } && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A day as browsers send it, or <c>today</c>, <c>today+7</c>, <c>today-30</c>.</summary>
    public static bool TryReadDay(string? text, DateOnly today, out DateOnly day)
    {
        day = today;
        if (text is null || !text.StartsWith(Today, StringComparison.Ordinal))
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        var rest = text[Today.Length..];
        if (rest.Length == 0)
            return true;
        if (rest[0] is not ('+' or '-') || !int.TryParse(rest[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days > 36_500)
            return false;
        var number = (long)today.DayNumber + (rest[0] == '+' ? days : -days);
        day = DateOnly.FromDayNumber((int)Math.Clamp(number, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
        return true;
    }

    /// <summary>A bound of a date, as browsers want it; null where it is none.</summary>
    public static string? DayOf(string? bound, DateOnly today) => TryReadDay(bound, today, out var day) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static string? TextProblem(FormItem item, string text, string label, IStringLocalizer texts)
    {
        var most = item.MaxLength ?? ItemTypes.LongestOf(item.Type);
        if (text.Length > most)
            return texts["“{0}” must have at most {1} characters.", label, most].Value;
        if (text.Length < item.MinLength)
            return texts["“{0}” must have at least {1} characters.", label, item.MinLength].Value;
        if (ShapeProblem(item.Type, text, label, texts) is { } problem)
            return problem;
        if (item.Pattern is { } pattern && Patterns.GetOrAdd(pattern, static known => FieldPattern.Compile(known, out _)) is { } regex && !regex.IsMatch(text))
            return item.PatternHint?.In(texts) ?? texts["“{0}” has not the form that is asked for.", label].Value;
        return null;
    }

    private static string? ShapeProblem(ItemType type, string text, string label, IStringLocalizer texts) => type switch
    {
        // A line break or a comma would reach the mail's headers.
        ItemType.Email when !FormReader.IsAddress(text) => texts["“{0}” must be one e-mail address, such as name@example.com.", label].Value,
        ItemType.Tel when !Telephone().IsMatch(text) => texts["“{0}” must be a telephone number, such as +81 3 1234 5678.", label].Value,
        ItemType.Url when !(Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") => texts["“{0}” must be a web address that starts with https:// or http://.", label].Value,
        _ => null,
    };

    private static string? NumberProblem(FormItem item, string text, string label, IStringLocalizer texts)
    {
        if (!TryReadNumber(text, out var number))
            return texts["“{0}” must be a number.", label].Value;
        var (hasLeast, hasMost) = (TryReadNumber(item.Min, out var least), TryReadNumber(item.Max, out var most));
        if (hasLeast && number < least)
            return texts["“{0}” must be at least {1}.", label, least].Value;
        if (hasMost && number > most)
            return texts["“{0}” must be at most {1}.", label, most].Value;
        return IsOnStep(number, hasLeast ? least : 0, item.Step ?? 1) ? null
            : item.Step is null ? texts["“{0}” must be a whole number.", label].Value : texts["“{0}” goes in steps of {1}.", label, item.Step].Value;
    }

    private static bool IsOnStep(decimal number, decimal from, decimal step)
    {
        try
        {
            return (number - from) % step == 0;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static string? DayProblem(FormItem item, string text, string label, DateOnly today, IStringLocalizer texts)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return texts["“{0}” must be a date, such as 2026-01-31.", label].Value;
        if (TryReadDay(item.Min, today, out var first) && day < first)
            return texts["“{0}” must be {1} or later.", label, first].Value;
        return TryReadDay(item.Max, today, out var last) && day > last ? texts["“{0}” must be {1} or earlier.", label, last].Value : null;
    }

    [GeneratedRegex(@"^(?=(?:[^0-9０-９]*[0-9０-９]){3})[0-9０-９+＋\-－‐−ー()（）./#*,;=extEXT \u3000]{3,40}\z")]
    private static partial Regex Telephone();
}
