using System.Globalization;
using Components.Contact.Forms;
using Components.Data;
using Components.Fragments;
using Components.Responses;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Builder;

/// <summary>All forms of the site: where each is defined, what is wrong with it, its tag, and the way into the builder.</summary>
[Fragment("contact/forms", Title = "Forms", Scope = UrlScope.User), Authorize(ContactPack.Forms), OwnPostLimit]
public sealed partial class FormsPage(ContactDb db, FormStore forms, TimeProvider clock) : Fragment
{
    private const int MostCounted = 1000;
    private readonly Dictionary<string, int> _counts = [];
    private IReadOnlyList<KnownForm> _all = [];
    private Dictionary<string, string> _drafts = [];

    /// <summary>Asks under which id this form is copied into the builder. Null: nothing is asked.</summary>
    [Parameter] public string? Copy { get; set; }

    /// <summary>Asks whether this form is really deleted. Null: nothing is asked.</summary>
    [Parameter] public string? Delete { get; set; }

    private FragmentParameters Plain => With((nameof(Copy), null), (nameof(Delete), null));

    /// <summary>Makes a form with an e-mail address and a question, and opens it.</summary>
    public async Task OnPostNewAsync()
    {
        var (id, title) = (Posted("Id"), Posted("Title"));
        if (title.Length is 0 or > 200)
            Refuse("Title", L["Write what the form is called."]);
        if (!await IsFreeAsync(id) || Response.Status is not null)
            return;
        await MakeAsync(id, FormWriter.Write(forms.Default with { Id = id, Title = new LocalText(title) }));
    }

    /// <summary>Copies <see cref="Copy"/> into the builder under another id, and opens it.</summary>
    public async Task OnPostCopyAsync()
    {
        if ((await forms.FindAsync(Copy ?? "", db, Aborted))?.Form is not { } form)
        {
            Response.Fail(StatusCodes.Status404NotFound, L["This form is not there any more, or is a file now."]);
            return;
        }
        var id = Posted("Id");
        if (!await IsFreeAsync(id))
            return;
        var json = FormWriter.Write(form with { Id = id });
        // A file may be written more tersely than the builder writes.
        if (json.Length > FormReader.LongestJson)
            Refuse("Id", L["This form is too long for the builder: as it would be written there, it has more than {0} letters.", FormReader.LongestJson]);
        else
            await MakeAsync(id, json);
    }

    /// <summary>Makes the form that comes with the program one that can be changed.</summary>
    public async Task OnPostOwnAsync()
    {
        if (forms.IsFile(FormStore.DefaultId) || await db.Forms.AnyAsync(form => form.Id == FormStore.DefaultId, Aborted))
            Response.Fail(StatusCodes.Status409Conflict, L["There is a form with this id already."]);
        else
            await MakeAsync(FormStore.DefaultId, FormWriter.Write(forms.Default));
    }

    /// <summary>Deletes <see cref="Delete"/>. What was sent by it stays in the inbox.</summary>
    public async Task OnPostDeleteAsync()
    {
        var count = await db.WriteAsync(() => db.Forms.Where(form => form.Id == Delete).ExecuteDeleteAsync(Aborted), Aborted);
        Response.Flash(count > 0 ? L["The form is deleted. Its messages are still in the inbox."] : L["This form is not there any more, or is a file now."], count > 0 ? FlashLevel.Success : FlashLevel.Info);
        Response.RedirectInside(Url.With(Plain));
    }

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        var made = await db.Forms.AsNoTracking().ToListAsync(Aborted);
        _all = forms.All(made);
        _drafts = made.Where(form => form.Draft is not null).ToDictionary(form => form.Id, form => FormReader.ReadDraft(form.Id, form.Working).Form?.Title.In(L) ?? form.Id);
        // Each along the index by form, and no further than it is of use.
        foreach (var form in _all)
            _counts[form.Id] = await db.Messages.Where(message => message.Form == form.Id).OrderBy(message => message.Id).Take(MostCounted + 1).CountAsync(Aborted);
    }

    private string Posted(string name) => Http.Request.Form[name].ToString().Trim();

    private string CountOf(KnownForm form) => _counts.GetValueOrDefault(form.Id) is var count && count > MostCounted
        ? L["Messages: more than {0}", Written(MostCounted)]
        : L["Messages: {0}", Written(count)];

    private static string Written(int count) => count.ToString("N0", CultureInfo.CurrentCulture);

    private string BuilderOf(string id) => UrlOf<FormBuilder>((nameof(FormBuilder.Form), id)).Document;

    private string PreviewOf(string id) => UrlOf<FormPreview>((nameof(FormPreview.Form), id)).Document;

    private async Task<bool> IsFreeAsync(string id)
    {
        var problem = !FormReader.IsId(id) ? L["An id has lower-case letters, digits and hyphens, at most {0}, a letter first.", FormItem.LongestName].Value
            : id == FormStore.DefaultId || forms.IsFile(id) || await db.Forms.AnyAsync(form => form.Id == id, Aborted) ? L["There is a form with this id already."].Value
            : null;
        if (problem is not null)
            Refuse("Id", problem);
        return problem is null;
    }

    private async Task MakeAsync(string id, string json)
    {
        db.Add(StoredForm.Begin(clock.GetUtcNow(), id, json));
        try
        {
            await db.SaveChangesAsync(Aborted);
            Response.RedirectPage(BuilderOf(id));
        }
        catch (DbUpdateException) when (!Aborted.IsCancellationRequested)
        {
            // Somebody else made one with this id in the same moment.
            db.ChangeTracker.Clear();
            Refuse("Id", L["There is a form with this id already."]);
        }
    }
}
