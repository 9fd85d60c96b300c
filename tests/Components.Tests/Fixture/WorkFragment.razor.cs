using Components.Fragments;
using Components.Spam;

namespace Components.Tests.Fixture;

/// <summary>A form that guests must work for.</summary>
[Fragment("test/work", Title = "Work")]
public sealed partial class WorkFragment(ProofOfWork work, Journal journal) : Fragment
{
    private const string Purpose = "test/work";

    public Task OnPostAsync()
    {
        var form = Http.Request.Form;
        var check = work.Check(Http, Purpose, form[ProofOfWork.Field]);
        journal.Write($"{check.Result} {check.Age?.TotalSeconds} {Honeypot.IsFilled(form)}");
        return Task.CompletedTask;
    }
}
