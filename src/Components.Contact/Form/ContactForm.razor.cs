using Components.Contact.Forms;
using Components.Embedding;
using Components.Files;
using Components.Fragments;
using Components.Responses;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Components.Contact.Form;

/// <summary>A form that the owner has described. What is sent is kept first; its mails go out from the outbox.</summary>
[Fragment("contact/form", Title = "Contact form"), Embeddable]
public sealed partial class ContactForm(ContactDb db, FormStore forms, Sending sending, TimeProvider clock) : Fragment
{
    /// <summary>What the form's proof of work is made for.</summary>
    public const string WorkPurpose = "contact/form";

    private const string StepField = "_step";
    private FormDefinition? _form;
    private SentForm? _sent;
    private string? _thanks;
    private bool _isMoved;
    private int _step;

    /// <summary>Which form: its id. Default <c>contact</c>, the form that every site has.</summary>
    [Parameter] public string Form { get; set; } = FormStore.DefaultId;

    /// <summary>Goes on to the next step that is shown, where nothing is wrong up to here.</summary>
    public async Task OnPostNextAsync()
    {
        if (!await ReadAsync())
            return;
        Response.ShowDocument();
        if (Check(_step))
            MoveTo(NextStep(_step));
    }

    /// <summary>Goes back a step, whatever is filled in.</summary>
    public async Task OnPostBackAsync()
    {
        if (!await ReadAsync())
            return;
        Response.ShowDocument();
        MoveTo(Enumerable.Range(0, _step).LastOrDefault(at => _sent!.IsShown(_form!.Steps[at])));
    }

    /// <summary>Keeps a message and its mails, in one transaction, and once: whoever sends it again is thanked again.</summary>
    [TakesFiles<ContactFormFiles>]
    public async Task OnPostAsync()
    {
        if (!await ReadAsync())
            return;
        var before = await Once.FindAsync(db);
        if (before is null)
        {
            if (!Check(_form!.Steps.Count - 1))
                return;
            if (await sending.KeepAsync(Http, _sent!, HostPage, Once, L) is { } problem)
            {
                Fail(problem);
                return;
            }
        }
        var thanks = _form!.After.Flash?.In(L) ?? (_sent!.Email.Length > 0 ? L["Thank you. Your message has arrived, and we will answer by e-mail."] : L["Thank you. Your message has arrived."]);
        _sent = null;
        _step = 0;
        Thank(thanks, _form.After);
    }

    /// <inheritdoc/>
    protected override async Task OnGetAsync()
    {
        await FindAsync();
        if (_form is null)
            Response.Status = StatusCodes.Status404NotFound;
    }

    private bool IsLast => _step == _form!.Steps.Count - 1;

    private bool IsFirst => _step == 0;

    // How many are shown depends on what is filled in.
    private IReadOnlyList<int> ShownSteps => [.. Enumerable.Range(0, _form!.Steps.Count).Where(at => _sent?.IsShown(_form.Steps[at]) ?? _form.Steps[at].Head?.ShowWhen is null)];

    private async Task FindAsync() => _form ??= (await forms.FindAsync(Form, db, Aborted))?.Form;

    private async Task<bool> ReadAsync()
    {
        await FindAsync();
        if (_form is null)
        {
            Response.Fail(StatusCodes.Status404NotFound, L["There is no such form here any more."]);
            return false;
        }
        _sent = SentForm.Read(_form, Http.Request.Form);
        var stated = int.TryParse(Http.Request.Form[StepField], out var step) ? step : 0;
        _step = Math.Clamp(stated, 0, _form.Steps.Count - 1);
        return true;
    }

    // The last step is always shown. It can be the one that is sent, where the owner took those behind it out meanwhile.
    private int NextStep(int from) => Enumerable.Range(0, _form!.Steps.Count - 1).FirstOrDefault(at => at > from && _sent!.IsShown(_form.Steps[at]), _form.Steps.Count - 1);

    private void MoveTo(int step)
    {
        _step = step;
        _isMoved = true;
        Response.Command(Command.Focus(HeadingId));
    }

    // Shows the first step in which something is wrong: nobody can skip one by stating a later one.
    private bool Check(int upTo)
    {
        for (var at = 0; at <= upTo; at++)
        {
            var problems = _sent!.Check(_form!.Steps[at], Today, L).ToList();
            foreach (var (field, problem) in problems)
                Refuse(field.Name, problem);
            if (problems.Count == 0)
                continue;
            _step = at;
            return false;
        }
        return true;
    }

    private void Fail(SendingProblem problem)
    {
        if (problem.RetryAfter is { } wait)
            Http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (problem.Status == StatusCodes.Status422UnprocessableEntity)
            Refuse(problem.Field, problem.Text);
        else
            Response.Fail(problem.Status, problem.Text);
    }

    private void Thank(string thanks, AfterSending after)
    {
        if (after.Then == AfterSendingAct.Hide && !IsDocument)
        {
            // In the form's place and for as long as the page is there: a message over the page is soon closed, and then nothing would tell that it was sent.
            _thanks = thanks;
            Response.Command(Command.Focus(HeadingId));
            return;
        }
        Response.Flash(thanks);
        if (after.Then == AfterSendingAct.Go)
        {
            Response.RedirectPage(after.Page!);
            return;
        }
        Response.Command(Command.Reset());
        Response.Command(Command.Focus("component-flash"));
    }
}
