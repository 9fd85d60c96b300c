using Components.Contact.Forms;
using Components.Files;
using Components.Fragments;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Components.Contact.Form;

/// <summary>One field of a form: the same rules that the server checks by, as HTML attributes.</summary>
public sealed partial class ContactField : ComponentBase
{
    /// <summary>The field.</summary>
    [Parameter, EditorRequired] public FormItem Item { get; set; } = null!;

    /// <summary>The form.</summary>
    [Parameter, EditorRequired] public FormDefinition Form { get; set; } = null!;

    /// <summary>What was typed before.</summary>
    [Parameter, EditorRequired] public FormState State { get; set; } = null!;

    /// <summary>The day.</summary>
    [Parameter, EditorRequired] public DateOnly Today { get; set; }

    /// <summary>The pack's texts.</summary>
    [Parameter, EditorRequired] public IStringLocalizer T { get; set; } = null!;

    /// <summary>Whether the group around it is shown only sometimes.</summary>
    [Parameter] public bool IsSometimes { get; set; }

    private string Label => Item.Label?.In(T) ?? Item.Name;

    private string Value => State[Item.Name];

    private IReadOnlyList<string> Values => State.Values(Item.Name);

    private bool HasProblem => State.Errors(Item.Name).Count > 0;

    // Without JavaScript the browser leads there as the answer is a page of its own.
    private bool IsFirstProblem => HasProblem && Form.Fields.First(other => State.Errors(other.Name).Count > 0) == Item;

    private string? When => Item.ShowWhen is null ? null : ConditionJson.Write(Item.ShowWhen);

    // Without JavaScript it stands there also where it does not apply, and must not hold up the form then.
    private bool IsRequired => Item.Required && Item.ShowWhen is null && !IsSometimes;

    private string HelpId => $"{State.Id(Item.Name)}-help";

    private string? DescribedBy => string.Join(' ', new[] { Item.Help is null ? null : HelpId, HasProblem ? State.ErrorId(Item.Name) : null }.OfType<string>()) is { Length: > 0 } ids ? ids : null;

    private Dictionary<string, object> Control
    {
        get
        {
            var attributes = new Dictionary<string, object>(State.Control(Item.Name));
            Set("aria-describedby", DescribedBy);
            Set("required", IsRequired ? true : null);
            Set("autofocus", IsFirstProblem ? true : null);
            Set("data-contact-required", Item.Required ? "" : null);
            foreach (var (name, value) in OwnAttributes)
                Set(name, value);
            return attributes;

            void Set(string name, object? value)
            {
                if (value is not null)
                    attributes[name] = value;
            }
        }
    }

    private IEnumerable<(string Name, object? Value)> OwnAttributes => Item.Type switch
    {
        ItemType.Number => [("type", "number"), ("min", Item.Min), ("max", Item.Max), ("step", Item.Step), ("inputmode", Item.Step is null ? "numeric" : "decimal")],
        ItemType.Date => [("type", "date"), ("min", FieldRules.DayOf(Item.Min, Today)), ("max", FieldRules.DayOf(Item.Max, Today)), ("autocomplete", Item.Autocomplete)],
        ItemType.File => FileAttributes(ContactFormFiles.RulesOf(Item)),
        _ when ItemTypes.IsText(Item.Type) => TextAttributes,
        _ => [],
    };

    private static IEnumerable<(string Name, object? Value)> FileAttributes(FileRules rules) =>
        [("multiple", rules.MaxFiles > 1 ? true : null), ("accept", rules.Accept), ("data-component-most", rules.MaxFileBytes), ("data-component-files", rules.MaxFiles)];

    private IEnumerable<(string Name, object? Value)> TextAttributes =>
    [
        ("type", Item.Type == ItemType.LongText ? null : ItemTypes.NameOf(Item.Type)),
        ("minlength", Item.MinLength),
        ("maxlength", Item.MaxLength ?? ItemTypes.LongestOf(Item.Type)),
        ("pattern", Item.Pattern),
        ("title", Item.Pattern is null ? null : Item.PatternHint?.In(T)),
        ("autocomplete", Item.Autocomplete ?? Item.Type switch { ItemType.Email => "email", ItemType.Tel => "tel", ItemType.Url => "url", _ => null }),
    ];

    private RenderFragment Explained => builder =>
    {
        if (Item.Help is not null)
        {
            builder.OpenElement(0, "p");
            builder.AddAttribute(1, "class", "help");
            builder.AddAttribute(2, "id", HelpId);
            builder.AddContent(3, Item.Help.In(T));
            builder.CloseElement();
        }
        builder.OpenComponent<FieldError>(4);
        builder.AddComponentParameter(5, nameof(FieldError.For), Item.Name);
        builder.CloseComponent();
    };
}
