namespace Components.Contact.Forms;

/// <summary>A line of a form's definition: a field, or the start of a group or a step.</summary>
public sealed record FormItem
{
    /// <summary>The longest name of a field, and id of a form, in UTF-16 units.</summary>
    public const int LongestName = 40;

    /// <summary>What it is.</summary>
    public required ItemType Type { get; init; }

    /// <summary>The field's name, unique in the form without regard to case: a letter, then letters, digits, <c>-</c> and <c>_</c>. Empty for a group or a step.</summary>
    public string Name { get; init; } = "";

    /// <summary>What stands beside the field, or above the group or step.</summary>
    public LocalText? Label { get; init; }

    /// <summary>A line that explains it. Null: none.</summary>
    public LocalText? Help { get; init; }

    /// <summary>Whether it must be filled in, while it is shown. For <see cref="ItemType.Consent"/>: whether it must be given.</summary>
    public bool Required { get; init; }

    /// <summary>The shortest text, in UTF-16 units as browsers count. Null: any.</summary>
    public int? MinLength { get; init; }

    /// <summary>The longest text, in UTF-16 units. Null: as <see cref="ItemTypes.LongestOf"/> says.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The least number, or the first date as <c>2026-01-31</c> or <c>today</c>. Null: any.</summary>
    public string? Min { get; init; }

    /// <summary>The greatest number, or the last date. Null: any.</summary>
    public string? Max { get; init; }

    /// <summary>The steps of a number from <see cref="Min"/> (else 0). Null: whole numbers.</summary>
    public decimal? Step { get; init; }

    /// <summary>What the whole of a text must match, as HTML's <c>pattern</c>, without looking around and back-references. Null: anything.</summary>
    public string? Pattern { get; init; }

    /// <summary>What is said where the pattern is not matched. Null: the general sentence.</summary>
    public LocalText? PatternHint { get; init; }

    /// <summary>How a choice is shown.</summary>
    public ChoiceLook Look { get; init; }

    /// <summary>What can be chosen; nothing else is taken.</summary>
    public IReadOnlyList<ChoiceOption> Options { get; init; } = [];

    /// <summary>Lines of a long text. 2 to 40, default 7.</summary>
    public int Rows { get; init; } = 7;

    /// <summary>What the browser may fill in: HTML's <c>autocomplete</c>. Null: as fits the type.</summary>
    public string? Autocomplete { get; init; }

    /// <summary>The value of a hidden field.</summary>
    public string Value { get; init; } = "";

    /// <summary>Which kinds of files are taken: words of <see cref="Files.FileKind.Named"/>, such as <c>pdf</c> and <c>pictures</c>. Empty: pictures and documents.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>How many files. 1 to 20, default 1.</summary>
    public int MaxFiles { get; init; } = 1;

    /// <summary>How large each file may be, in bytes. Null: 10 MB.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>When it is shown. Null: always.</summary>
    public Condition? ShowWhen { get; init; }

    /// <summary>The line of the file on which it begins; 0 where it comes from none.</summary>
    public int Line { get; init; }

    /// <summary>Whether it can be filled in.</summary>
    public bool IsField => Type is not (ItemType.Group or ItemType.Step);

    /// <summary>Whether several values can be sent.</summary>
    public bool HasSeveral => this is { Type: ItemType.Choice, Look: ChoiceLook.Several } or { Type: ItemType.File, MaxFiles: > 1 };
}

/// <summary>What can be chosen.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Label">What is read.</param>
public sealed record ChoiceOption(string Value, LocalText Label);

/// <summary>How a choice is shown.</summary>
public enum ChoiceLook
{
    /// <summary>Round boxes, one of which can be ticked.</summary>
    Radio,

    /// <summary>A list that opens.</summary>
    Select,

    /// <summary>Boxes, any number of which can be ticked.</summary>
    Several,
}

/// <summary>What a line of a form is.</summary>
public enum ItemType
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>Several lines of text.</summary>
    LongText,

    /// <summary>One e-mail address.</summary>
    Email,

    /// <summary>A telephone number: digits, spaces and <c>+ - ( ) . /</c>, also <c>ext</c> and full-width forms.</summary>
    Tel,

    /// <summary>An http or https address.</summary>
    Url,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day.</summary>
    Date,

    /// <summary>One or several of a list.</summary>
    Choice,

    /// <summary>A box to agree to something.</summary>
    Consent,

    /// <summary>One or several files.</summary>
    File,

    /// <summary>A value that the owner gave, and nobody can change.</summary>
    Hidden,

    /// <summary>The fields after it belong together, to the next group or step.</summary>
    Group,

    /// <summary>The fields after it are shown on a page of their own.</summary>
    Step,
}

/// <summary>What is true of a type.</summary>
public static class ItemTypes
{
    /// <summary>The longest text that is taken where the field says nothing else, in UTF-16 units.</summary>
    public static int LongestOf(ItemType type) => type switch
    {
        ItemType.LongText => 10_000,
        ItemType.Email => 254,
        ItemType.Url => 2_000,
        ItemType.Tel => 40,
        ItemType.Number or ItemType.Date => 40,
        _ => 200,
    };

    /// <summary>Whether it is typed as text, so that length and pattern mean something.</summary>
    public static bool IsText(ItemType type) => type is ItemType.Text or ItemType.LongText or ItemType.Email or ItemType.Tel or ItemType.Url;

    /// <summary>How it is written in a file.</summary>
    public static string NameOf(ItemType type) => type.ToString().ToLowerInvariant();
}
