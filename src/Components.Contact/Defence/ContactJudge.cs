using System.Globalization;
using Components.Contact.Form;
using Components.Contact.Forms;
using Components.Fragments;
using Components.Spam;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Components.Contact.Defence;

/// <summary>Says what speaks against a message. Asks other servers, so it must never be called inside of a transaction.</summary>
public sealed class ContactJudge(ContactDb db, SpamJudge judge, CurrentRules rules, ProofOfWork work, SubmissionLimiter limiter, IAuthorizationService authorization, IOptions<ContactOptions> options, SiteAddress site, TimeProvider clock)
{
    /// <summary>Whether browsers are asked for a proof of work.</summary>
    internal bool AsksForWork => options.Value.ProofOfWork;

    /// <summary>Counts a message of a member, or from a network.</summary>
    /// <returns>How long to wait; null: it may be sent.</returns>
    internal TimeSpan? Count(HttpContext http) => limiter.Count(
        "contact/message", SubmissionLimiter.ActorsOf(http, http.User.UserId() is { } user ? $"user:{user}" : null), RateLimit.PerMinute(options.Value.MessagesPerMinute), RateLimit.PerHour(options.Value.MessagesPerHour));

    /// <summary>Judges something new. Uses up the proof of work that came with it.</summary>
    internal async Task<SpamJudgement> JudgeAsync(HttpContext http, IReadOnlyList<AnsweredField> answers, string email, string hostPage)
    {
        var submission = await DescribeAsync(http, answers, email);
        var told = AkismetComment.Of(http, submission, clock.GetUtcNow()) with { Type = MessageLessons.AkismetType, Permalink = site.LinkTo(hostPage), Language = CultureInfo.CurrentUICulture.Name };
        return await judge.JudgeAsync(http, await rules.OfAsync("contact", MessageRules.Of(options.Value), http.RequestAborted), submission, told);
    }

    /// <summary>Where a request comes from, as it is kept; null: that is not known.</summary>
    internal static string? NetworkOf(HttpContext http) => http.Connection.RemoteIpAddress is { } address ? PostLimiter.NetworkOf(address) : null;

    private async Task<Submission> DescribeAsync(HttpContext http, IReadOnlyList<AnsweredField> answers, string email)
    {
        var (network, now) = (NetworkOf(http), clock.GetUtcNow());
        var check = AsksForWork ? work.Check(http, ContactForm.WorkPurpose, http.Request.Form[ProofOfWork.Field]) : (WorkCheck?)null;
        return MessageDescription.Of(answers, email) with
        {
            Network = network,
            IsMember = http.User.UserId() is not null,
            // Who reads the inbox tries the form out there, and must not be shown to others for that.
            IsTrusted = (await authorization.AuthorizeAsync(http.User, ContactPack.Read)).Succeeded,
            WorkResult = check?.Result,
            Age = check?.Age,
            HoneypotFilled = Honeypot.IsFilled(http.Request.Form),
            SameTextLately = await db.Messages.SameTextAsync(MessageDescription.TellingText(answers), network, now, http.RequestAborted),
            RejectedBefore = await db.Messages.SpamAsync(network, now, http.RequestAborted),
            PostsLately = await db.Messages.LatelyAsync(network, now, http.RequestAborted),
        };
    }
}
