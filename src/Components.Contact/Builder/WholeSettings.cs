using System.Globalization;
using Components.Contact.Forms;

namespace Components.Contact.Builder;

/// <summary>The settings of a form as a whole, as controls show and send them.</summary>
internal static class WholeSettings
{
    public static SettingValues Of(FormDefinition form) => new SettingValues()
        .Set("Title", form.Title)
        .Set("Button", form.Button)
        .Set("To", string.Join('\n', form.To))
        .Set("Subject", form.SubjectField)
        .Set("Flash", form.After.Flash)
        .Set("Then", form.After.Then.ToString())
        .Set("Page", form.After.Page)
        .Set("AutoReply", form.AutoReply)
        .Set("ReplySubject", form.ReplySubject)
        .Set("ReplyText", form.ReplyText)
        .Set("AttachFiles", form.AttachFiles)
        .Set("Webhooks", string.Join('\n', form.Webhooks.Select(hook => ValueLines.Join(hook.Secret is null ? [hook.Url] : [hook.Url, hook.Secret]))))
        .Set("KeepDays", form.KeepDays?.ToString(CultureInfo.InvariantCulture));

    /// <summary>The form with the settings that were typed. What they mean is not checked here.</summary>
    public static FormDefinition Read(PostedSettings posted, FormDefinition before)
    {
        var replies = posted.Flag("AutoReply");
        return before with
        {
            Title = posted.Local("Title", before.Title) ?? new LocalText(""),
            Button = posted.Local("Button", before.Button),
            To = posted.Lines("To"),
            SubjectField = posted.TextOrNull("Subject"),
            After = new AfterSending { Flash = posted.Local("Flash", before.After.Flash), Then = posted.Choice("Then", AfterSendingAct.Hide), Page = posted.TextOrNull("Page") },
            AutoReply = replies,
            ReplySubject = replies ? posted.Local("ReplySubject", before.ReplySubject) : null,
            ReplyText = replies ? posted.Local("ReplyText", before.ReplyText) : null,
            AttachFiles = posted.Flag("AttachFiles"),
            Webhooks = [.. posted.Lines("Webhooks").Select(ValueLines.Split).Select(parts => new FormWebhook(parts[0], parts.ElementAtOrDefault(1) is { Length: > 0 } secret ? secret : null))],
            KeepDays = posted.Whole("KeepDays"),
        };
    }
}
