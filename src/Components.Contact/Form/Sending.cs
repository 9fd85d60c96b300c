using System.Globalization;
using Components.Contact.Defence;
using Components.Contact.Forms;
using Components.Contact.Mails;
using Components.Data;
using Components.Files;
using Components.Posts;
using Components.Spam;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Components.Contact.Form;

/// <summary>Why a message is not kept.</summary>
/// <param name="Status">422: it is what was written; the form is shown again. Else what the answer says.</param>
/// <param name="Text">In the sender's language.</param>
/// <param name="RetryAfter">When it may be tried again; null: that would be of no use.</param>
/// <param name="Field">The field in which something is wrong, with status 422.</param>
internal sealed record SendingProblem(int Status, string Text, TimeSpan? RetryAfter = null, string Field = "");

/// <summary>The one way in which a message comes to be: judged, kept with its mails in one transaction, and once.</summary>
public sealed partial class Sending(ContactDb db, ContactJudge judge, MessageMails mails, FileStore<ContactPack> files, TimeOrderedId ids, TimeProvider clock, ILogger<Sending> logger)
{
    private const int MostNamesInLog = 10;

    /// <summary>Keeps what was sent. Where it is spam, nobody is told but the inbox.</summary>
    /// <param name="http">The request.</param>
    /// <param name="sent">What was filled in; nothing is wrong with it.</param>
    /// <param name="hostPage">The page around the form.</param>
    /// <param name="once">Knows whether the same was posted before.</param>
    /// <param name="texts">The pack's texts.</param>
    /// <returns>Why it is not kept; null: it is.</returns>
    internal async Task<SendingProblem?> KeepAsync(HttpContext http, SentForm sent, string hostPage, Once once, IStringLocalizer texts)
    {
        Tell(sent);
        if (judge.Count(http) is { } wait)
            return new SendingProblem(StatusCodes.Status429TooManyRequests, texts["Many messages came from you just now. Please wait a moment and send it again; what you wrote is still here."], wait);
        var form = sent.Form;
        var answers = sent.Answers(texts).ToList();
        var (taken, refused) = await TakeFilesAsync(sent, http.RequestAborted);
        if (refused is not null)
            return refused;
        var judgement = await judge.JudgeAsync(http, answers, sent.Email, hostPage);
        if (judgement.Verdict == SpamVerdict.Refuse)
            return new SendingProblem(StatusCodes.Status422UnprocessableEntity, $"{texts["This message cannot be taken. What you wrote is still here."]} {judgement.Findings[0].In(http.RequestServices)}");
        var message = ContactMessage.Write(ids.Next(), clock.GetUtcNow(), new SentMessage(
            form.Id, Cut(form.Title.In(texts)), sent.Email, SubjectOf(sent, answers), answers, hostPage, CultureInfo.CurrentUICulture.Name, ContactJudge.NetworkOf(http), judgement.Findings));
        db.Add(message);
        var kept = taken.ConvertAll(file => ContactFile.Of(message, file.Field, file.File));
        db.AddRange(kept);
        if (message.Place != MessagePlace.Spam)
            await mails.WriteAsync(form, message, kept, texts, http.RequestAborted);
        await once.SaveAsync(db);
        return null;
    }

    // What is taken and then not kept, because of another mistake, is erased after an hour.
    private async Task<(List<(string Field, StoredFile File)> Taken, SendingProblem? Refused)> TakeFilesAsync(SentForm sent, CancellationToken cancellation)
    {
        var all = new List<(string, StoredFile)>();
        foreach (var field in sent.Form.Fields.Where(field => field.Type == ItemType.File))
        {
            var taken = await files.TakeAllAsync(sent.FilesOf(field), ContactFormFiles.RulesOf(field), cancellation);
            if (!taken.AreTaken)
                return ([], new SendingProblem(StatusCodes.Status422UnprocessableEntity, taken.Refusal.Text, Field: field.Name));
            all.AddRange(taken.Files.Select(file => (field.Name, file)));
        }
        return (all, null);
    }

    /// <summary>Whether browsers are asked for a proof of work.</summary>
    internal bool AsksForWork => judge.AsksForWork;

    // No browser of ours sends what the form has not; the values are nobody's business.
    private void Tell(SentForm sent)
    {
        var unknown = sent.Unknown.Take(MostNamesInLog).Select(name => PersonName.Clean(name)).ToList();
        if (unknown.Count > 0)
            Log.Dropped(logger, sent.Form.Id, string.Join(", ", unknown));
    }

    private static string SubjectOf(SentForm sent, List<AnsweredField> answers)
    {
        var name = sent.Form.SubjectField ?? sent.Form.First(ItemType.Text)?.Name ?? sent.Form.First(ItemType.LongText)?.Name;
        return Cut(answers.Find(answer => answer.Name == name)?.Text ?? "");
    }

    private static string Cut(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= ContactMessage.LongestSubject ? line : line[..(char.IsHighSurrogate(line[ContactMessage.LongestSubject - 2]) ? ContactMessage.LongestSubject - 2 : ContactMessage.LongestSubject - 1)] + "…";
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The form {Form} was sent with fields that it does not have, which are dropped: {Fields}")]
        public static partial void Dropped(ILogger logger, string form, string fields);
    }
}
