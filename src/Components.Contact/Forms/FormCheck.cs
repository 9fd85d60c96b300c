using Components.Files;
using Components.Spam;

namespace Components.Contact.Forms;

/// <summary>Finds what cannot work in a form although each part of it is written rightly.</summary>
internal static class FormCheck
{
    // What a program that fills in forms falls for. What the engine itself sends along begins with "_", as no field's name does.
    public static bool IsReserved(string name) => name.Equals(Honeypot.Field, StringComparison.OrdinalIgnoreCase);

    public static void Check(FormDefinition form, List<FormMistake> mistakes)
    {
        var before = new Dictionary<string, FormItem>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < form.Items.Count; at++)
        {
            var item = form.Items[at];
            foreach (var (part, problem) in (item.IsField ? ProblemsOf(item) : HeadProblems(item)).Concat(ConditionProblems(item, before)))
                mistakes.Add(new FormMistake(item.Line, problem, $"fields[{at}].{part}"));
            if (item.IsField && item.Name.Length > 0 && !before.TryAdd(item.Name, item))
                mistakes.Add(new FormMistake(item.Line, $"There are two fields with the name “{item.Name}”.", $"fields[{at}].name"));
        }
        foreach (var problem in WholeProblems(form))
            mistakes.Add(problem);
    }

    private static IEnumerable<(string Part, string Problem)> HeadProblems(FormItem item)
    {
        if (item.Label is null)
            yield return ("label", $"A {ItemTypes.NameOf(item.Type)} needs a “label”.");
    }

    private static IEnumerable<(string Part, string Problem)> ProblemsOf(FormItem item)
    {
        if (!IsName(item.Name))
            yield return ("name", item.Name.Length == 0 ? "“name” is missing: a word that names the field, such as \"email\"."
                : $"“{item.Name}” cannot be a field's name: a letter, then letters, digits, - and _, at most {FormItem.LongestName}.");
        if (IsReserved(item.Name))
            yield return ("name", $"The name “{item.Name}” is used by the form itself; choose another.");
        if (item.Label is null && item.Type != ItemType.Hidden)
            yield return ("label", $"The field “{item.Name}” needs a “label”.");
        if (item.MinLength > item.MaxLength)
            yield return ("minLength", $"“minLength” of “{item.Name}” is above its “maxLength”.");
        if (item.Pattern is { } pattern && FieldPattern.Compile(pattern, out var problem) is null)
            yield return ("pattern", $"The “pattern” of “{item.Name}” cannot be used: {problem}.");
        if (item.Accept.FirstOrDefault(kind => FileKind.Named(kind).Count == 0) is { } unknown)
            yield return ("accept", $"“accept” of “{item.Name}” names “{unknown}”; known are: pictures, documents, films, {string.Join(", ", FileKind.All)}.");
        foreach (var bound in BoundProblems(item))
            yield return bound;
        if (item.Options.GroupBy(option => option.Value, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            yield return ("options", $"“{item.Name}” has the option “{twice.Key}” twice.");
    }

    private static IEnumerable<(string Part, string Problem)> BoundProblems(FormItem item)
    {
        foreach (var (name, bound) in new[] { ("min", item.Min), ("max", item.Max) })
            if (bound is not null && !(item.Type == ItemType.Date ? FieldRules.TryReadDay(bound, DateOnly.MinValue, out _) : FieldRules.TryReadNumber(bound, out _)))
                yield return (name, $"“{name}” of “{item.Name}” must be {(item.Type == ItemType.Date ? "a date such as \"2026-01-31\", or \"today\"" : "a number")}.");
        if (item.Type == ItemType.Number && FieldRules.TryReadNumber(item.Min, out var least) && FieldRules.TryReadNumber(item.Max, out var most) && least > most)
            yield return ("min", $"“min” of “{item.Name}” is above its “max”.");
        if (item.Type == ItemType.Date && item is { Min: { } first, Max: { } last } && !first.Contains("today", StringComparison.Ordinal) && !last.Contains("today", StringComparison.Ordinal) && string.CompareOrdinal(first, last) > 0)
            yield return ("min", $"“min” of “{item.Name}” is after its “max”.");
    }

    // What comes later is not known yet, and two that ask about each other would never be settled.
    private static IEnumerable<(string Part, string Problem)> ConditionProblems(FormItem item, Dictionary<string, FormItem> before)
    {
        foreach (var name in item.ShowWhen?.Fields.Distinct(StringComparer.Ordinal) ?? [])
        {
            if (!before.TryGetValue(name, out var asked) || asked.Name != name)
                yield return ("showWhen", $"“showWhen” asks about “{name}”, which is no field before this one.");
            else if (asked.Type == ItemType.File)
                yield return ("showWhen", $"“showWhen” asks about “{name}”, which is a file; it can ask about everything else.");
        }
        foreach (var asked in Asked(item.ShowWhen))
            if (before.TryGetValue(asked.Field, out var choice) && choice.Type == ItemType.Choice && asked.Values.FirstOrDefault(value => !choice.Options.Any(option => option.Value == value)) is { } strange)
                yield return ("showWhen", $"“showWhen” asks whether “{asked.Field}” is “{strange}”, which is none of its options.");
    }

    private static IEnumerable<Condition.Is> Asked(Condition? condition) => condition switch
    {
        Condition.Is asked => [asked],
        Condition.Not not => Asked(not.Of),
        Condition.All all => all.Of.SelectMany(Asked),
        Condition.Any any => any.Of.SelectMany(Asked),
        _ => [],
    };

    private static IEnumerable<FormMistake> WholeProblems(FormDefinition form)
    {
        if (form.Items.Count > 0 && !form.Fields.Any(field => field.Type != ItemType.Hidden))
            yield return new FormMistake(0, "It has no field that can be filled in.");
        if (form.SubjectField is { } subject && !form.Fields.Any(field => field.Name == subject))
            yield return new FormMistake(0, $"“subject” names “{subject}”, which is none of its fields.", "subject");
        if (form.AutoReply && form.First(ItemType.Email) is null)
            yield return new FormMistake(0, "“autoReply” needs a field of type \"email\": to whom.", "autoReply");
        for (var at = 0; at < form.Steps.Count; at++)
            foreach (var problem in StepProblems(form, at))
                yield return problem;
    }

    private static IEnumerable<FormMistake> StepProblems(FormDefinition form, int at)
    {
        var step = form.Steps[at];
        if (!step.Items.Any(item => item.IsField))
            yield return new FormMistake(step.Head?.Line ?? 0, "This step has no fields.");
        // A browser sends a file once, and cannot be asked for it again by the step after.
        if (at < form.Steps.Count - 1 && step.Items.FirstOrDefault(item => item.Type == ItemType.File) is { } file)
            yield return new FormMistake(file.Line, $"“{file.Name}” asks for a file, which is possible in the last step only.");
        if (at == form.Steps.Count - 1 && step.Head?.ShowWhen is not null)
            yield return new FormMistake(step.Head.Line, "The last step is always shown, so it can have no “showWhen”; its fields can.");
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= FormItem.LongestName && char.IsAsciiLetter(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
