using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace Components.Fragments;

/// <summary>A parameter of a fragment that travels in its URL: a string, number, bool, Guid, date or enum.</summary>
internal sealed class FragmentParameter
{
    private readonly Type _type;
    private readonly ValidationAttribute[] _rules;

    private FragmentParameter(PropertyInfo property)
    {
        Property = property;
        Name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
        _type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        _rules = [.. property.GetCustomAttributes<ValidationAttribute>()];
        IsRequired = property.IsDefined(typeof(EditorRequiredAttribute));
    }

    public PropertyInfo Property { get; }

    /// <summary>The name in the URL: the property's, with a small first letter.</summary>
    public string Name { get; }

    public bool IsRequired { get; }

    /// <summary>Null where the property's type cannot travel in a URL (a render fragment, a model).</summary>
    public static FragmentParameter? TryCreate(PropertyInfo property) =>
        IsSimple(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) ? new FragmentParameter(property) : null;

    /// <summary>The one spelling of a value that is ever signed; null where the value is null.</summary>
    public static string? Format(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <returns>False where the text is not of the parameter's type or breaks one of its validation attributes.</returns>
    public bool TryParse(string text, out object? value, [NotNullWhen(false)] out string? problem)
    {
        problem = TryConvert(text, out value) ? Check(value) : $"'{Name}' is not a {_type.Name}.";
        return problem is null;
    }

    /// <summary>Reads it as people write it in a tag: an enum's member in any case, with hyphens or without.</summary>
    /// <returns>As of <see cref="TryParse"/>.</returns>
    public bool TryRead(string text, out object? value, [NotNullWhen(false)] out string? problem) =>
        TryParse(_type.IsEnum && Spelling.ToMember(_type, text) is { } member ? member.ToString()! : text, out value, out problem);

    /// <returns>What is wrong with the value; null where nothing is.</returns>
    public string? Check(object? value)
    {
        if (IsRequired && value is null or "")
            return $"'{Name}' is missing.";
        foreach (var rule in _rules)
            if (!rule.IsValid(value))
                return rule.FormatErrorMessage(Name);
        return null;
    }

    private static bool IsSimple(Type type) =>
        type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(Guid) || type == typeof(DateTime)
        || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeOnly)
        || (type.IsPrimitive && type != typeof(IntPtr) && type != typeof(UIntPtr));

    private bool TryConvert(string text, out object? value)
    {
        var culture = CultureInfo.InvariantCulture;
        value = null;
        if (_type == typeof(string))
            value = text;
        else if (_type.IsEnum)
            value = ToEnum(text);
        else if (_type == typeof(bool))
            value = text switch { "true" => true, "false" => false, _ => null };
        else if (_type == typeof(Guid))
            value = Guid.TryParse(text, out var id) ? id : null;
        else if (_type == typeof(DateTimeOffset))
            value = DateTimeOffset.TryParseExact(text, "O", culture, DateTimeStyles.RoundtripKind, out var time) ? time : null;
        else if (_type == typeof(DateTime))
            value = DateTime.TryParseExact(text, "O", culture, DateTimeStyles.RoundtripKind, out var time) ? time : null;
        else if (_type == typeof(DateOnly))
            value = DateOnly.TryParseExact(text, "O", culture, DateTimeStyles.None, out var date) ? date : null;
        else if (_type == typeof(TimeOnly))
            value = TimeOnly.TryParseExact(text, "O", culture, DateTimeStyles.None, out var time) ? time : null;
        else
            value = TryConvertNumber(text);
        return value is not null;
    }

    // In the one spelling that is signed: a member's name, or those of several flags ("Bold, Italic"). What has no name would be written as a number.
    private object? ToEnum(string text) =>
        Enum.TryParse(_type, text, out var member) && member.ToString() == text && !char.IsAsciiDigit(text[0]) && text[0] != '-' ? member : null;

    private object? TryConvertNumber(string text)
    {
        try
        {
            return Convert.ChangeType(text, _type, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException)
        {
            return null;
        }
    }
}
