using Microsoft.AspNetCore.Http;

namespace Components.Spam;

/// <summary>
/// Says what speaks against a submission: the rules, what the pack itself has against it, and Akismet, which is asked only where that could change something. Where it <see cref="AsksOthers"/> it must
/// never be called inside of a transaction.
/// </summary>
public sealed class SpamJudge(Akismet akismet, Misbehaviour misbehaviour)
{
    /// <summary>Whether another server can be asked: the site has a key of Akismet's.</summary>
    public bool AsksOthers => akismet.IsOn;

    /// <summary>Judges a submission. Who sends spam without an account has it on their network's account; see <see cref="Misbehaviour"/>.</summary>
    /// <param name="http">The request that brings it.</param>
    /// <param name="rules">The rules that hold.</param>
    /// <param name="submission">What is sent. A trusted author's is not shown to Akismet.</param>
    /// <param name="told">What Akismet is told of it.</param>
    /// <param name="own">What the pack has against it, such as a policy by which everything waits.</param>
    public async Task<SpamJudgement> JudgeAsync(HttpContext http, RuleSet rules, Submission submission, AkismetComment told, params IEnumerable<Finding> own)
    {
        var found = rules.Judge(submission).Concat(own).OrderByDescending(finding => finding.Verdict).ToList();
        // What is spam or refused already need not be asked about.
        if (!submission.IsTrusted && !found.Exists(finding => finding.Verdict >= SpamVerdict.Spam)
            && (await akismet.CheckAsync(told, http.RequestAborted)).ToFinding() is { } said)
            found.Insert(said.Verdict == SpamVerdict.Spam ? 0 : found.Count, said);
        var judgement = new SpamJudgement(found);
        if (judgement.Verdict == SpamVerdict.Spam && !submission.IsMember)
            misbehaviour.Report(http);
        return judgement;
    }
}
