using Components.Contact.Form;
using Components.Contact.Forms;
using Components.Fragments;
using Components.Spam;
using Microsoft.AspNetCore.Http;

namespace Components.Contact.Defence;

/// <summary>Says what speaks against a message. Asks other servers, so it must never be called inside of a transaction.</summary>
public sealed class ContactJudge(ProofOfWork work, Misbehaviour misbehaviour)
{
    /// <summary>Judges something new. Uses up the proof of work that came with it.</summary>
    internal Task<IReadOnlyList<Finding>> JudgeAsync(HttpContext http, FormDefinition form, IReadOnlyList<AnsweredField> answers, string email)
    {
        var check = work.Check(http, ContactForm.WorkPurpose, http.Request.Form[ProofOfWork.Field]);
        var text = string.Join('\n', answers.Select(answer => answer.Text));
        var findings = RuleSet.From(RuleSettings.Defaults).Judge(new Submission
        {
            Text = text,
            LinkCount = text.Split("://").Length - 1,
            Email = email.Length == 0 ? null : email,
            Network = PostLimiter.NetworkOf(http.Connection.RemoteIpAddress),
            IsMember = http.User.UserId() is not null,
            WorkResult = check.Result,
            Age = check.Age,
            HoneypotFilled = Honeypot.IsFilled(http.Request.Form),
        });
        if (findings.Any(finding => finding.Verdict == SpamVerdict.Spam))
            misbehaviour.Report(http);
        return Task.FromResult(findings);
    }
}
