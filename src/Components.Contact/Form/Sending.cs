using System.Globalization;
using Components.Contact.Defence;
using Components.Contact.Forms;
using Components.Contact.Mails;
using Components.Data;
using Components.Files;
using Components.Fragments;
using Components.Posts;
using Components.Spam;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Components.Contact.Form;

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
    /// <param name="refuse">Says what is wrong with a field after all.</param>
    /// <returns>Whether it is kept.</returns>
    internal async Task<bool> KeepAsync(HttpContext http, SentForm sent, string hostPage, Once once, IStringLocalizer texts, Action<string, string> refuse)
    {
        Tell(sent);
        var form = sent.Form;
        var answers = sent.Answers(texts).ToList();
        var email = sent.ValueOf(form.First(ItemType.Email)) ?? "";
        if (await TakeFilesAsync(sent, refuse, http.RequestAborted) is not { } taken)
            return false;
        var findings = await judge.JudgeAsync(http, form, answers, email);
        if (findings.Any(finding => finding.Verdict == SpamVerdict.Refuse))
        {
            refuse("", texts["This message cannot be taken. What you wrote is still here."]);
            return false;
        }
        var message = ContactMessage.Write(ids.Next(), clock.GetUtcNow(), new SentMessage(
            form.Id, Cut(form.Title.In(texts)), email, SubjectOf(sent, answers), answers, hostPage, CultureInfo.CurrentUICulture.Name, PostLimiter.NetworkOf(http.Connection.RemoteIpAddress), findings));
        db.Add(message);
        db.AddRange(taken.Select(file => ContactFile.Of(message, file.Field, file.File)));
        if (message.Place != MessagePlace.Spam)
            await mails.WriteAsync(form, message, texts, http.RequestAborted);
        await once.SaveAsync(db);
        return true;
    }

    // What is taken and then not kept, because of another mistake, is erased after an hour.
    private async Task<List<(string Field, StoredFile File)>?> TakeFilesAsync(SentForm sent, Action<string, string> refuse, CancellationToken cancellation)
    {
        var all = new List<(string, StoredFile)>();
        foreach (var field in sent.Form.Fields.Where(field => field.Type == ItemType.File))
        {
            var taken = await files.TakeAllAsync(sent.FilesOf(field), ContactFormFiles.RulesOf(field), cancellation);
            if (!taken.AreTaken)
            {
                refuse(field.Name, taken.Refusal.Text);
                return null;
            }
            all.AddRange(taken.Files.Select(file => (field.Name, file)));
        }
        return all;
    }

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
