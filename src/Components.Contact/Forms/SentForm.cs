using System.Text;
using Components.Spam;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Components.Contact.Forms;

/// <summary>What somebody filled in, read by the form's definition: what it does not define is not read, and what is not shown by its conditions counts as empty, whatever the browser says.</summary>
public sealed class SentForm
{
    /// <summary>What stands for a ticked box.</summary>
    public const string Ticked = "yes";

    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<FormItem> _shown = new(ReferenceEqualityComparer.Instance);
    private readonly IFormCollection _posted;

    private SentForm(FormDefinition form, IFormCollection posted) => (Form, _posted) = (form, posted);

    public FormDefinition Form { get; }

    /// <summary>Names that were posted and that the form does not define. Whoever sends them is no browser of ours.</summary>
    public IEnumerable<string> Unknown => _posted.Keys.Concat(_posted.Files.Select(file => file.Name)).Distinct(StringComparer.OrdinalIgnoreCase)
        .Where(name => !name.StartsWith('_') && !name.Equals(Honeypot.Field, StringComparison.OrdinalIgnoreCase) && !Form.Fields.Any(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));

    public static SentForm Read(FormDefinition form, IFormCollection posted)
    {
        var sent = new SentForm(form, posted);
        var (stepShown, groupShown) = (true, true);
        foreach (var item in form.Items)
        {
            var holds = item.ShowWhen?.Holds(sent.ValuesOf) ?? true;
            if (item.Type == ItemType.Step)
                (stepShown, groupShown) = (holds, true);
            else if (item.Type == ItemType.Group)
                groupShown = holds;
            if (holds && stepShown && groupShown)
                sent.Take(item);
        }
        return sent;
    }

    /// <summary>The values of a field; none where it is empty or not shown.</summary>
    public IReadOnlyList<string> ValuesOf(string name) => _values.GetValueOrDefault(name, []);

    /// <summary>The only, or first, value of a field; null where there is none.</summary>
    public string? ValueOf(FormItem? item) => item is null ? null : ValuesOf(item.Name) is [var first, ..] ? first : null;

    /// <summary>Where to answer; empty where the form does not ask, or nothing was filled in.</summary>
    public string Email => ValueOf(Form.First(ItemType.Email)) ?? "";

    /// <summary>Whether a line is shown, by what was filled in before it.</summary>
    public bool IsShown(FormItem item) => _shown.Contains(item);

    /// <summary>Whether a step is shown.</summary>
    public bool IsShown(FormStep step) => step.Head is null || IsShown(step.Head);

    /// <summary>The files of a field; none where it is not shown.</summary>
    public IReadOnlyList<IFormFile> FilesOf(FormItem item) =>
        // A browser sends a field without files as one without a name.
        IsShown(item) ? [.. _posted.Files.Where(file => file.Name.Equals(item.Name, StringComparison.OrdinalIgnoreCase) && (file.Length > 0 || file.FileName.Length > 0))] : [];

    /// <summary>What is wrong in one step, by field. Files are not looked into.</summary>
    public IEnumerable<(FormItem Field, string Problem)> Check(FormStep step, DateOnly today, IStringLocalizer texts)
    {
        foreach (var field in step.Items.Where(item => item.IsField && IsShown(item)))
            if ((field.Type == ItemType.File ? FileProblem(field, texts) : FieldRules.ProblemOf(field, ValuesOf(field.Name), today, texts)) is { } problem)
                yield return (field, problem);
    }

    /// <summary>What was filled in, in the form's order, without what is empty.</summary>
    public IEnumerable<AnsweredField> Answers(IStringLocalizer texts) =>
        from field in Form.Fields
        let values = ValuesOf(field.Name)
        where values.Count > 0
        select new AnsweredField(field.Name, field.Type, field.Label?.In(texts) ?? field.Name, [.. values.Select(value => Readable(field, value, texts))]);

    // Files come with the last request, and one cannot be asked for twice.
    private string? FileProblem(FormItem field, IStringLocalizer texts)
    {
        var count = FilesOf(field).Count;
        return count == 0 && field.Required ? texts["Please choose a file for “{0}”.", field.Label!.In(texts)].Value
            : count > field.MaxFiles ? texts["“{0}” takes at most {1} files.", field.Label!.In(texts), field.MaxFiles].Value
            : null;
    }

    private static string Readable(FormItem field, string value, IStringLocalizer texts) => field.Type switch
    {
        ItemType.Choice => field.Options.FirstOrDefault(option => option.Value == value)?.Label.In(texts) ?? value,
        ItemType.Consent => texts["Yes"],
        _ => value,
    };

    private void Take(FormItem item)
    {
        _shown.Add(item);
        if (!item.IsField || item.Type == ItemType.File)
            return;
        var values = item.Type == ItemType.Hidden ? [item.Value] : _posted.TryGetValue(item.Name, out var posted) ? posted.Select(text => Clean(item, text ?? "")) : [];
        var kept = values.Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (kept.Count > 0)
            _values[item.Name] = item.Type == ItemType.Consent ? [Ticked] : kept;
    }

    private static string Clean(FormItem item, string text) => item.Type switch
    {
        ItemType.LongText => text.ReplaceLineEndings("\n").Trim(),
        // Not mended: an address with a line break in it is no address.
        ItemType.Email or ItemType.Choice => text.Trim(' '),
        _ => OneLine(text),
    };

    // As a browser does with what is pasted into one line.
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text)
            line.Append(char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter);
        return line.ToString().Trim();
    }
}
