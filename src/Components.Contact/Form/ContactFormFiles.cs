using Components.Contact.Forms;
using Components.Files;
using Components.Fragments;

namespace Components.Contact.Form;

/// <summary>Which files a form takes, by its definition.</summary>
public sealed class ContactFormFiles(ContactDb db, FormStore forms) : IHandlerFiles
{
    private const long LargestTotal = 1_000_000_000;

    /// <inheritdoc/>
    public async ValueTask<FileRules?> RulesAsync(FragmentUrl url, CancellationToken cancellation)
    {
        var id = url.Parameters[nameof(ContactForm.Form)] ?? FormStore.DefaultId;
        var fields = (await forms.FindAsync(id, db, cancellation))?.Form?.Fields.Where(field => field.Type == ItemType.File).Select(RulesOf).ToList();
        return fields is not { Count: > 0 } ? null : new FileRules
        {
            Kinds = [.. fields.SelectMany(rules => rules.Kinds).Distinct()],
            MaxFiles = Math.Min(100, fields.Sum(rules => rules.MaxFiles)),
            MaxFileBytes = fields.Max(rules => rules.MaxFileBytes),
            MaxTotalBytes = Math.Min(LargestTotal, fields.Sum(rules => rules.MaxTotalBytes)),
        };
    }

    /// <summary>The rules of one field.</summary>
    internal static FileRules RulesOf(FormItem field)
    {
        var rules = new FileRules { MaxFiles = field.MaxFiles };
        if (field.Accept.Count > 0)
            rules = rules with { Kinds = [.. field.Accept.SelectMany(FileKind.Named).Distinct()] };
        if (field.MaxBytes is { } most)
            rules = rules with { MaxFileBytes = most };
        return rules with { MaxTotalBytes = Math.Min(LargestTotal, rules.MaxFileBytes * rules.MaxFiles) };
    }
}
