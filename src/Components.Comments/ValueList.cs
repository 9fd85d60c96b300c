using System.Globalization;

namespace Components.Comments;

/// <summary>The values of an <c>IN</c>: one, or as many as whole steps have, past what is asked for that of the last again; so there are few different statements, each of which is kept ready.</summary>
internal static class ValueList
{
    private const int Step = 25;

    /// <summary>At least one value.</summary>
    public static object[] Padded<T>(IReadOnlyCollection<T> values) where T : notnull
    {
        var size = values.Count == 1 ? 1 : (values.Count + Step - 1) / Step * Step;
        return [.. values, .. Enumerable.Repeat(values.Last(), size - values.Count)];
    }

    /// <summary>Their names in the statement, from <c>@p{first}</c> on.</summary>
    public static string Names(int first, int count) => string.Join(", ", Enumerable.Range(first, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"@p{number}")));
}
