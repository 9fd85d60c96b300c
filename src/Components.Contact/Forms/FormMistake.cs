using System.Globalization;

namespace Components.Contact.Forms;

/// <summary>What is wrong with a form's definition, in words for its owner.</summary>
/// <param name="Line">The line of the file, from 1; 0: the whole of it.</param>
/// <param name="Text">What is wrong, and how to mend it.</param>
/// <param name="Path">Which part of the definition it is about, such as <c>fields[2].label</c>; empty: the whole of it, or how its parts stand to each other.</param>
public sealed record FormMistake(int Line, string Text, string Path = "")
{
    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? Text : string.Create(CultureInfo.InvariantCulture, $"line {Line}: {Text}");
}

/// <summary>A definition as it was read: the form, or what is wrong with it.</summary>
/// <param name="Form">Null where there is a mistake.</param>
/// <param name="Mistakes">All mistakes that were found, in the order of their lines.</param>
public sealed record FormReading(FormDefinition? Form, IReadOnlyList<FormMistake> Mistakes);
