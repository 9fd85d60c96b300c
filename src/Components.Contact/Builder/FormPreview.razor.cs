using Components.Contact.Forms;
using Components.Fragments;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Components.Contact.Builder;

/// <summary>A form as visitors will see it, all of its steps below each other. It checks what is filled in as the form will, and sends nothing.</summary>
[Fragment("contact/preview", Title = "Preview", Scope = UrlScope.User), Authorize(ContactPack.Forms), OwnPostLimit]
public sealed partial class FormPreview(ContactDb db, FormStore forms, TimeProvider clock) : Fragment
{
    private FormDefinition? _form;

    /// <summary>Which form: its id. Of one that is worked on, the draft.</summary>
    [Parameter, EditorRequired] public string Form { get; set; } = "";

    private DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().Date);

    /// <summary>Says what would be wrong.</summary>
    public async Task OnPostAsync()
    {
        await FindAsync();
        Response.ShowDocument();
        if (_form is null)
            return;
        var sent = SentForm.Read(_form, Http.Request.Form);
        var problems = _form.Steps.Where(sent.IsShown).SelectMany(step => sent.Check(step, Today, L)).ToList();
        foreach (var (field, problem) in problems)
            Refuse(field.Name, problem);
        if (problems.Count == 0)
            Response.Flash(L["Nothing is wrong with what you filled in. From here, nothing is sent."]);
    }

    /// <inheritdoc/>
    protected override Task OnGetAsync() => FindAsync();

    private async Task FindAsync()
    {
        if (_form is not null)
            return;
        var stored = forms.IsFile(Form) ? null : await db.Forms.AsNoTracking().SingleOrDefaultAsync(form => form.Id == Form, Aborted);
        _form = stored is null ? (await forms.FindAsync(Form, db, Aborted))?.Form : FormReader.ReadDraft(Form, stored.Working).Form;
    }
}
