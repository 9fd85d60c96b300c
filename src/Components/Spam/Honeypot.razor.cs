using Components.Packs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Components.Spam;

/// <summary>
/// A field of a form that people do not see, and programs that fill in forms do. It is off screen by a class, not hidden by an attribute that programs know; who meets it
/// anyway (without styles, in a text browser) reads what to do.
/// </summary>
public sealed partial class Honeypot(IServiceProvider services) : ComponentBase
{
    /// <summary>The form field. It promises a link to a program, and is none of those that browsers fill in by themselves.</summary>
    public const string Field = "homepage";

    /// <summary>Whether a form came with the field filled in. A form without the field, and no form, have it not.</summary>
    public static bool IsFilled(IFormCollection? form) => form is not null && form.TryGetValue(Field, out var values) && values.Any(value => !string.IsNullOrEmpty(value));

    private string Label => CoreTexts.In(services)["Please leave this field empty."];
}
