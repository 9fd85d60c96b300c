using System.Globalization;
using Components.Contact.Forms;
using Components.Fragments;
using Components.Responses;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Builder;

/// <summary>Where a form is made without code: its lines, their settings, and those of the whole. Each change is kept as a draft; visitors see it once it is put live.</summary>
[Fragment("contact/builder", Title = "Form builder", Scope = UrlScope.User), Authorize(ContactPack.Forms), OwnPostLimit]
public sealed partial class FormBuilder(ContactDb db, FormStore forms, TimeProvider clock) : Fragment
{
    private const string VersionField = "Version";
    private const string ChosenField = "Chosen";
    private StoredForm? _stored;
    private FormDefinition? _draft;
    private IReadOnlyList<FormMistake> _mistakes = [];

    /// <summary>Which form: the id of one that was made in the admin area.</summary>
    [Parameter, EditorRequired] public string Form { get; set; } = "";

    /// <summary>The line whose settings are open: a field's name, or which group or step it is. Null: none.</summary>
    [Parameter] public string? Item { get; set; }

    /// <summary>Whether the settings of the whole form are open.</summary>
    [Parameter] public bool Whole { get; set; }

    /// <summary>Adds a line at the end and opens it.</summary>
    public async Task OnPostAddAsync()
    {
        if (!Enum.TryParse<ItemType>(Http.Request.Form["Type"], out var type) || !Enum.IsDefined(type))
        {
            Response.Fail(StatusCodes.Status400BadRequest, L["There is no such kind of field."]);
            return;
        }
        if (await BeginAsync() && await KeepAsync(_draft!.Add(type)))
            Open(_draft!.KeyOf(_draft!.Items.Count - 1));
    }

    /// <summary>Moves a line towards the beginning.</summary>
    public Task OnPostUpAsync() => MoveAsync(-1, "up", "down");

    /// <summary>Moves a line towards the end.</summary>
    public Task OnPostDownAsync() => MoveAsync(1, "down", "up");

    /// <summary>Adds the same line again, and opens it.</summary>
    public async Task OnPostCopyAsync()
    {
        if (await BeginAsync() && Chosen(out var at) && await KeepAsync(_draft!.Copy(at)))
            Open(_draft!.KeyOf(at + 1));
    }

    /// <summary>Takes a line out. What was sent before stays as it was sent.</summary>
    public async Task OnPostDeleteAsync()
    {
        if (!await BeginAsync() || !Chosen(out var at) || !await KeepAsync(_draft!.Remove(at)))
            return;
        Response.Flash(L["It is taken out. “Undo” brings it back."]);
        Open(null);
    }

    /// <summary>Changes the settings of <see cref="Item"/>.</summary>
    public async Task OnPostItemAsync()
    {
        if (!await BeginAsync(isTyped: true))
            return;
        var at = _draft!.IndexOf(Item);
        if (at < 0)
        {
            Response.Fail(StatusCodes.Status404NotFound, L["Somebody has taken this field out meanwhile."]);
            return;
        }
        var posted = new PostedSettings(Http.Request.Form, L);
        var item = ItemSettings.Read(posted, _draft!.Items[at], Earlier(at), L);
        // What visitors fill in already is kept under its name.
        var changed = _draft.Replace(at, IsLive(item) ? item : _draft.NameByLabel(at, item));
        // The reader names the later one of the two, which need not be this one.
        if (changed.HasLaterNamesake(at))
            posted.Problems["Name"] = L["There are two fields with the name “{0}”.", changed.Items[at].Name];
        if (IsRight(posted, changed, mistake => BuilderPaths.ControlOfItem(mistake, at)) && await KeepAsync(changed, isTyped: true))
            Open(null);
    }

    /// <summary>Changes the settings of the whole form.</summary>
    public async Task OnPostWholeAsync()
    {
        if (!await BeginAsync(isTyped: true))
            return;
        var posted = new PostedSettings(Http.Request.Form, L);
        var changed = WholeSettings.Read(posted, _draft!);
        if (changed.Title.Texts.All(text => text.Value.Length == 0))
            posted.Problems["Title"] = L["Write what the form is called."];
        if (IsRight(posted, changed, BuilderPaths.ControlOfWhole) && await KeepAsync(changed, isTyped: true))
            Open(null);
    }

    /// <summary>Takes back the last change, or the taking back.</summary>
    public async Task OnPostUndoAsync()
    {
        if (!await BeginAsync())
            return;
        _stored!.Undo(clock.GetUtcNow());
        if (await SaveAsync())
            Open(null);
    }

    /// <summary>Goes back to what visitors see.</summary>
    public async Task OnPostDiscardAsync()
    {
        if (!await BeginAsync() || !_stored!.IsLive)
            return;
        _stored.Edit(clock.GetUtcNow(), _stored.Json);
        if (!await SaveAsync())
            return;
        Response.Flash(L["The form is again as visitors see it. “Undo” brings your changes back."]);
        Open(null);
    }

    /// <summary>Shows visitors what was made, where nothing is wrong with it.</summary>
    public async Task OnPostLiveAsync()
    {
        if (!await BeginAsync())
            return;
        if (_mistakes.Count > 0)
        {
            Response.Fail(StatusCodes.Status409Conflict, L["Something is wrong with the form yet, so visitors go on seeing what they saw."]);
            return;
        }
        _stored!.Publish(clock.GetUtcNow());
        if (await SaveAsync())
            Response.Flash(L["Visitors see the form now as it is here."]);
    }

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        // Read anew: what could not be saved is not so.
        db.ChangeTracker.Clear();
        await ReadAsync(db.Forms.AsNoTracking());
        if (_draft is null)
            Response.Status = StatusCodes.Status404NotFound;
    }

    private bool IsLive(FormItem item) => _stored!.IsLive && FormReader.ReadDraft(Form, _stored.Json).Form?.Fields.Any(field => field.Name == item.Name) == true;

    private IReadOnlyList<FormItem> Earlier(int at) => [.. _draft!.Items.Take(at).Where(item => item.IsField && item.Type != ItemType.File)];

    private async Task ReadAsync(IQueryable<StoredForm> all)
    {
        _stored = forms.IsFile(Form) ? null : await all.SingleOrDefaultAsync(form => form.Id == Form, Aborted);
        (_draft, _mistakes) = _stored is null ? (null, []) : FormReader.ReadDraft(Form, _stored.Working) is var reading ? (reading.Form, reading.Mistakes) : default;
    }

    // Whoever acts on what is not there any more is told so; who has typed something can save it over the other's.
    private async Task<bool> BeginAsync(bool isTyped = false)
    {
        await ReadAsync(db.Forms);
        if (_draft is null)
        {
            Response.Fail(StatusCodes.Status404NotFound, L["This form is not there any more, or is a file now."]);
            return false;
        }
        if (Http.Request.Form[VersionField] == _stored!.Version.ToString(CultureInfo.InvariantCulture))
            return true;
        TellOfOther(isTyped);
        return false;
    }

    private void TellOfOther(bool isTyped) => Deny(
        isTyped
            ? L["Somebody else has changed this form meanwhile. What you typed is still here: “Save” puts it into the form as it is now, “Close” leaves it as they made it."]
            : L["Somebody else has changed this form meanwhile, so nothing was done. This is how it is now."],
        isTyped);

    // What was typed stays in its controls.
    private void Deny(string problem, bool isTyped)
    {
        if (isTyped)
            Refuse("", problem);
        else
            Response.Fail(StatusCodes.Status409Conflict, problem);
    }

    private async Task<bool> KeepAsync(FormDefinition changed, bool isTyped = false)
    {
        var json = FormWriter.Write(changed);
        var problem = changed.Items.Count > FormReader.MostItems ? L["A form has at most {0} fields, groups and steps.", FormReader.MostItems].Value
            // It could not be read again, and so not be made shorter either.
            : json.Length > FormReader.LongestJson ? L["The form would be too long: written as a file, it may have at most {0} letters. Shorten texts, or take something out.", FormReader.LongestJson].Value
            : null;
        if (problem is not null)
        {
            Deny(problem, isTyped);
            return false;
        }
        _draft = changed;
        _stored!.Edit(clock.GetUtcNow(), json);
        return await SaveAsync(isTyped);
    }

    private async Task<bool> SaveAsync(bool isTyped = false)
    {
        try
        {
            await db.SaveChangesAsync(Aborted);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            TellOfOther(isTyped);
            return false;
        }
    }

    // Each mistake at the control that it is about; what concerns how lines stand to each other is told above them, and can be mended later.
    private bool IsRight(PostedSettings posted, FormDefinition changed, Func<FormMistake, string?> controlOf)
    {
        foreach (var mistake in FormReader.ReadDraft(Form, FormWriter.Write(changed)).Mistakes)
            if (controlOf(mistake) is { } control)
                posted.Problems.TryAdd(control, MistakeTexts.In(L, mistake));
        foreach (var (control, problem) in posted.Problems)
            Refuse(control, problem);
        return posted.Problems.Count == 0;
    }

    private async Task MoveAsync(int by, string same, string other)
    {
        if (!await BeginAsync() || !Chosen(out var at) || !await KeepAsync(_draft!.Move(at, by)))
            return;
        // So that a key pressed again moves it on; at an end, where that button does nothing, back.
        var to = Math.Clamp(at + by, 0, _draft!.Items.Count - 1);
        var isAtEnd = to == (by < 0 ? 0 : _draft.Items.Count - 1);
        Response.Command(Command.Focus(ButtonId(isAtEnd ? other : same, _draft.KeyOf(to))));
    }

    private bool Chosen(out int at)
    {
        at = _draft!.IndexOf(Http.Request.Form[ChosenField]);
        if (at < 0)
            Response.Fail(StatusCodes.Status404NotFound, L["Somebody has taken this field out meanwhile."]);
        return at >= 0;
    }

    private void Open(string? key) => Response.RedirectInside(Url.With(Opened(key)));

    private FragmentParameters Opened(string? key) => With((nameof(Item), key), (nameof(Whole), null));

    private string ButtonId(string act, string key) => $"{Url.ElementId}-{act}-of-{key}";
}
