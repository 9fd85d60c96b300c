using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Components.Packs;
using Microsoft.Extensions.Localization;

namespace Components.Fragments;

/// <summary>Checks a form model by its data annotations, in the visitor's language: an attribute's <c>ErrorMessage</c> is a key of the pack's texts.</summary>
public static class FormValidation
{
    private static readonly ConcurrentDictionary<Type, Rules[]> Known = new();
    private static readonly string? FrameworksEmailMessage = new EmailAddressAttribute().ErrorMessage;

    private sealed record Rules(PropertyInfo Property, string Label, ValidationAttribute[] Attributes);

    /// <summary>Adds what is wrong with <paramref name="form"/> to <paramref name="errors"/>, by field; the key "" is the form as a whole.</summary>
    /// <param name="form">The form model.</param>
    /// <param name="errors">Field name to messages, in the visitor's language.</param>
    /// <param name="texts">Where messages and labels (<c>[Display(Name)]</c>) are looked up; what is missing there is looked up in the core's.</param>
    /// <param name="services">For <see cref="IValidatableObject"/>.</param>
    public static void Validate(object form, FormErrors errors, IStringLocalizer texts, IServiceProvider services)
    {
        var core = CoreTexts.In(services);
        foreach (var (property, label, attributes) in Known.GetOrAdd(form.GetType(), Read))
        {
            var value = property.GetValue(form);
            foreach (var attribute in attributes)
                // Nothing typed is no mistake of its own: browsers send it as "".
                if (!attribute.IsValid(value is "" ? null : value))
                {
                    errors.Add(property.Name, Message(attribute, Text(label, texts, core), texts, core));
                    break;
                }
        }
        if (form is IValidatableObject whole && errors.Count == 0)
            foreach (var problem in whole.Validate(new ValidationContext(form, services, null)))
                errors.Add(problem.MemberNames.FirstOrDefault() ?? "", Text(problem.ErrorMessage ?? "", texts, core));
    }

    private static Rules[] Read(Type type) =>
        [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(property => new Rules(
            property,
            property.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? property.Name,
            [.. property.GetCustomAttributes<ValidationAttribute>().OrderByDescending(rule => rule is RequiredAttribute)]))];

    private static string Message(ValidationAttribute rule, string label, IStringLocalizer texts, IStringLocalizer core)
    {
        var (key, arguments) = rule switch
        {
            RequiredAttribute => ("Please fill in “{0}”.", new object[] { label }),
            StringLengthAttribute { MinimumLength: > 0 } length => ("“{0}” must have {2} to {1} characters.", [label, length.MaximumLength, length.MinimumLength]),
            StringLengthAttribute length => ("“{0}” must have at most {1} characters.", [label, length.MaximumLength]),
            EmailAddressAttribute => ("“{0}” must be an e-mail address, such as name@example.com.", [label]),
            RangeAttribute range => ("“{0}” must be between {1} and {2}.", [label, range.Minimum, range.Maximum]),
            _ => ("“{0}” is not right.", [label]),
        };
        return string.Format(CultureInfo.CurrentCulture, Text(OwnMessage(rule) ?? key, texts, core), arguments);
    }

    // This attribute, unlike the others, has its English default there.
    private static string? OwnMessage(ValidationAttribute rule) => rule is EmailAddressAttribute && rule.ErrorMessage == FrameworksEmailMessage ? null : rule.ErrorMessage;

    private static string Text(string key, IStringLocalizer texts, IStringLocalizer core)
    {
        if (key.Length == 0)
            return key;
        var own = texts[key];
        return own.ResourceNotFound ? core[key] : own;
    }
}
