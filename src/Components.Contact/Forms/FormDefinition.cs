namespace Components.Contact.Forms;

/// <summary>A form, as its owner described it: what is asked, and what becomes of the answers.</summary>
public sealed record FormDefinition
{
    private IReadOnlyList<FormStep>? _steps;

    /// <summary>Its id, as tags name it: lower-case letters, digits and hyphens, at most 40.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called: in the inbox, in mails, and to assistive technology.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Its fields, groups and steps, in order.</summary>
    public required IReadOnlyList<FormItem> Items
    {
        get;
        init
        {
            // A copy with other lines has other steps.
            field = value;
            _steps = null;
        }
    }

    /// <summary>What stands on the button. Null: "Send".</summary>
    public LocalText? Button { get; init; }

    /// <summary>Who gets the messages by mail. Empty: as <see cref="ContactOptions.To"/> says.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>The field whose text is the subject of mails and the line in the inbox. Null: the first text.</summary>
    public string? SubjectField { get; init; }

    /// <summary>What is said, and what happens to the form, once it is sent.</summary>
    public AfterSending After { get; init; } = new();

    /// <summary>Whether who sent it is answered by a mail at once. Default false.</summary>
    public bool AutoReply { get; init; }

    /// <summary>The subject of that mail. Null: as the template says.</summary>
    public LocalText? ReplySubject { get; init; }

    /// <summary>What that mail says, above what was sent. Null: as the template says.</summary>
    public LocalText? ReplyText { get; init; }

    /// <summary>Whether files are sent along with the owner's mail. Default false: they are looked at in the inbox.</summary>
    public bool AttachFiles { get; init; }

    /// <summary>Addresses of other programs that are told of each message.</summary>
    public IReadOnlyList<FormWebhook> Webhooks { get; init; } = [];

    /// <summary>After how many days messages are erased, with their files. Null: as <see cref="ContactOptions.KeepDays"/> says.</summary>
    public int? KeepDays { get; init; }

    /// <summary>Its fields, without groups and steps.</summary>
    public IEnumerable<FormItem> Fields => Items.Where(item => item.IsField);

    /// <summary>Its steps; one, which is all of it, where no line begins one. Without lines there is none.</summary>
    public IReadOnlyList<FormStep> Steps => _steps ??= FormStep.Of(Items);

    /// <summary>Whether it asks for files.</summary>
    public bool HasFiles => Items.Any(item => item.Type == ItemType.File);

    /// <summary>The first field of a type; null: there is none.</summary>
    public FormItem? First(ItemType type) => Items.FirstOrDefault(item => item.Type == type);
}

/// <summary>What is shown at once.</summary>
/// <param name="Head">The line that begins it; null where the form has no steps, or fields before the first one.</param>
/// <param name="Items">Its fields and groups.</param>
public sealed record FormStep(FormItem? Head, IReadOnlyList<FormItem> Items)
{
    internal static IReadOnlyList<FormStep> Of(IReadOnlyList<FormItem> items)
    {
        var steps = new List<FormStep>();
        foreach (var item in items)
        {
            if (item.Type == ItemType.Step)
                steps.Add(new FormStep(item, []));
            else if (steps.Count == 0)
                steps.Add(new FormStep(null, [item]));
            else
                steps[^1] = steps[^1] with { Items = [.. steps[^1].Items, item] };
        }
        return steps;
    }
}

/// <summary>What happens once a form is sent.</summary>
public sealed record AfterSending
{
    /// <summary>What is said. Null: the general sentence.</summary>
    public LocalText? Flash { get; init; }

    /// <summary>What happens to the form.</summary>
    public AfterSendingAct Then { get; init; }

    /// <summary>Where <see cref="AfterSendingAct.Go"/> leads: a path of this site.</summary>
    public string? Page { get; init; }
}

/// <summary>What happens to a form that was sent.</summary>
public enum AfterSendingAct
{
    /// <summary>It goes away.</summary>
    Hide,

    /// <summary>It is empty again.</summary>
    Reset,

    /// <summary>The browser is led to another page.</summary>
    Go,
}

/// <summary>Another program that is told of each message.</summary>
/// <param name="Url">Its address: http or https.</param>
/// <param name="Secret">The name of the secret that signs what it is told. Null: the form's own.</param>
public sealed record FormWebhook(string Url, string? Secret = null);
