using System.Globalization;
using System.Text;
using Components.Contact.Forms;

namespace Components.Contact.Builder;

/// <summary>What can be done to the lines of a form. Each act makes another definition.</summary>
internal static class FormEditing
{
    /// <summary>By what a line is known while it is worked on: a field's name; of a group or step, which of them it is. No name of a field starts with a digit.</summary>
    public static string KeyOf(this FormDefinition form, int at)
    {
        var item = form.Items[at];
        return item.IsField ? item.Name : $"{form.Items.Take(at + 1).Count(other => other.Type == item.Type)}-{ItemTypes.NameOf(item.Type)}";
    }

    /// <summary>Where a line is; -1: there is none with this key.</summary>
    public static int IndexOf(this FormDefinition form, string? key) => Enumerable.Range(0, form.Items.Count).FirstOrDefault(at => form.KeyOf(at) == key, -1);

    /// <summary>Whether a field after this one has the same name.</summary>
    public static bool HasLaterNamesake(this FormDefinition form, int at) => form.Items[at].Name is { Length: > 0 } name
        && form.Items.Skip(at + 1).Any(other => other.IsField && other.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds a line at the end.</summary>
    public static FormDefinition Add(this FormDefinition form, ItemType type) => form with { Items = [.. form.Items, Fresh(form, type)] };

    /// <summary>Changes a line. What asks about a field that is called otherwise now asks about it by its new name.</summary>
    public static FormDefinition Replace(this FormDefinition form, int at, FormItem item)
    {
        var (old, items) = (form.Items[at].Name, form.Items.ToList());
        items[at] = item;
        if (old.Length == 0 || old == item.Name || item.Name.Length == 0)
            return form with { Items = items };
        return form with
        {
            Items = [.. items.Select(other => other.ShowWhen is null ? other : other with { ShowWhen = Renamed(other.ShowWhen, old, item.Name) })],
            SubjectField = form.SubjectField == old ? item.Name : form.SubjectField,
        };
    }

    /// <summary>
    /// A field that is still called after its kind gets a name from its label, such as <c>order-number</c>. One that somebody has named, or whose label has no letters of a to z, stays as it is.
    /// </summary>
    public static FormItem NameByLabel(this FormDefinition form, int at, FormItem changed)
    {
        var before = form.Items[at];
        if (changed.Name != before.Name || !IsNamedByKind(before) || Equals(changed.Label, before.Label))
            return changed;
        var name = changed.Label?.Texts.Select(text => WordsOf(text.Value)).FirstOrDefault(words => words.Length > 0);
        return name is null ? changed : changed with { Name = FreeName(form.Remove(at), name) };
    }

    /// <summary>Moves a line by one; at the end of the form, nowhere.</summary>
    public static FormDefinition Move(this FormDefinition form, int at, int by)
    {
        var (to, items) = (at + by, form.Items.ToList());
        if (to < 0 || to >= items.Count)
            return form;
        (items[at], items[to]) = (items[to], items[at]);
        return form with { Items = items };
    }

    /// <summary>Adds the same again after a line, with a name of its own.</summary>
    public static FormDefinition Copy(this FormDefinition form, int at)
    {
        var item = form.Items[at];
        return form with { Items = [.. form.Items.Take(at + 1), item.IsField ? item with { Name = FreeName(form, item.Name) } : item, .. form.Items.Skip(at + 1)] };
    }

    /// <summary>Takes a line out. Messages that were sent keep what was filled in there.</summary>
    public static FormDefinition Remove(this FormDefinition form, int at) => form with
    {
        Items = [.. form.Items.Where((_, other) => other != at)],
        SubjectField = form.Items[at].IsField && form.SubjectField == form.Items[at].Name ? null : form.SubjectField,
    };

    private static FormItem Fresh(FormDefinition form, ItemType type)
    {
        var item = new FormItem { Type = type, Label = type == ItemType.Hidden ? null : new LocalText(BuilderTexts.FreshLabelOf(type)) };
        if (item.IsField)
            item = item with { Name = FreeName(form, ItemTypes.NameOf(type)) };
        return type == ItemType.Choice ? item with { Options = [new ChoiceOption("1", new LocalText("1")), new ChoiceOption("2", new LocalText("2"))] } : item;
    }

    private static bool IsNamedByKind(FormItem item)
    {
        var kind = ItemTypes.NameOf(item.Type);
        return item.IsField && item.Name.StartsWith(kind, StringComparison.Ordinal) && item.Name.AsSpan(kind.Length).TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0;
    }

    // "Größe (in cm)" is "grosse-in-cm".
    private static string WordsOf(string label)
    {
        var words = new StringBuilder();
        foreach (var letter in label.Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormD).ToLowerInvariant())
            if (char.IsAsciiLetter(letter) || (char.IsAsciiDigit(letter) && words.Length > 0))
                words.Append(letter);
            else if (words.Length > 0 && words[^1] != '-' && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                words.Append('-');
        return words.ToString().TrimEnd('-');
    }

    private static string FreeName(FormDefinition form, string like)
    {
        var stem = like.Length > FormItem.LongestName - 4 ? like[..(FormItem.LongestName - 4)] : like;
        return Enumerable.Range(1, FormReader.MostItems + 1).Select(number => number == 1 ? stem : $"{stem}-{number}")
            .First(name => !FormCheck.IsReserved(name) && !form.Items.Any(item => item.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));
    }

    private static Condition Renamed(Condition condition, string from, string to) => condition switch
    {
        Condition.Is asked when asked.Field == from => asked with { Field = to },
        Condition.Filled filled when filled.Field == from => filled with { Field = to },
        Condition.Not not => new Condition.Not(Renamed(not.Of, from, to)),
        Condition.All all => new Condition.All([.. all.Of.Select(part => Renamed(part, from, to))]),
        Condition.Any any => new Condition.Any([.. any.Of.Select(part => Renamed(part, from, to))]),
        _ => condition,
    };
}
