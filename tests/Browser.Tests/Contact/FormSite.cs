using Components.Contact;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Browser.Tests.Contact;

/// <summary>A site with forms as files: <c>support</c> in three steps with a condition and files, <c>ask</c> and <c>call</c> on one page, with a field of the same name.</summary>
public sealed class FormSite : LiveSite
{
    private const string Support = """
        { "title": { "en": "Support", "ja": "サポート" }, "subject": "summary", "fields": [
          { "type": "step", "label": { "en": "What it is about", "ja": "ご用件" } },
          { "type": "choice", "name": "topic", "look": "radio", "required": true, "label": { "en": "Topic", "ja": "種類" },
            "options": [{ "value": "order", "label": { "en": "An order", "ja": "ご注文" } }, { "value": "other", "label": { "en": "Something else", "ja": "その他" } }] },
          { "type": "text", "name": "order", "required": true, "label": { "en": "Order number", "ja": "注文番号" }, "help": { "en": "It is on the invoice.", "ja": "請求書に記載されています。" }, "showWhen": { "field": "topic", "is": "order" } },
          { "type": "text", "name": "summary", "required": true, "label": { "en": "In a few words", "ja": "件名" } },
          { "type": "step", "label": { "en": "What happened", "ja": "内容" } },
          { "type": "longText", "name": "details", "required": true, "minLength": 5, "label": { "en": "Details", "ja": "詳しい内容" } },
          { "type": "step", "label": { "en": "About you", "ja": "お客様について" } },
          { "type": "email", "name": "email", "required": true, "label": { "en": "Your e-mail address", "ja": "メールアドレス" } },
          { "type": "file", "name": "pictures", "accept": ["pictures", "pdf"], "maxFiles": 2, "maxSize": "1 MB", "label": { "en": "Pictures of it", "ja": "写真やスクリーンショット" } },
          { "type": "consent", "name": "privacy", "required": true, "label": { "en": "You may keep this.", "ja": "保存に同意します。" } }
        ], "after": { "flash": { "en": "We answer within two days.", "ja": "2日以内にお返事します。" } },
          "autoReply": true, "webhooks": [{ "url": "https://hooks.invalid/contact" }] }
        """;

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("forms-").FullName;

    public FormSite()
    {
        Settings["Packs:Contact:Forms"] = _folder;
        ConfigureServices += services => services.AddSingleton<IStartupFilter, FormPage.Served>();
        Write("support", Support);
        Write("ask", """{ "title": "Ask", "fields": [{ "type": "email", "name": "email", "label": "Your e-mail address", "required": true }, { "type": "text", "name": "what", "label": "Your question", "required": true }] }""");
        Write("call", """{ "title": "Call", "fields": [{ "type": "email", "name": "email", "label": "Where we write to", "required": true }, { "type": "tel", "name": "phone", "label": "Telephone", "required": true }] }""");
    }

    public async Task<ContactMessage?> FindAsync(string subject)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ContactDb>().Messages.AsNoTracking().SingleOrDefaultAsync(message => message.Subject == subject);
    }

    public async Task<IReadOnlyList<ContactFile>> FilesOfAsync(string subject)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactDb>();
        return await db.Files.AsNoTracking().Where(file => db.Messages.Any(message => message.Id == file.MessageId && message.Subject == subject)).OrderBy(file => file.Name).ToListAsync();
    }

    /// <summary>Waits until each mail and each call was tried once.</summary>
    public async Task TriedAsync()
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(60);
        while (TimeProvider.System.GetUtcNow() < until)
        {
            await using var scope = Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ContactDb>();
            if (!await db.Outbox.AnyAsync(mail => mail.SentAt == null && mail.Attempts == 0) && !await db.Calls.AnyAsync(call => call.SentAt == null && call.Attempts == 0))
                return;
            await Task.Delay(200);
        }
        throw new TimeoutException("The outbox stands still.");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (System.IO.Directory.Exists(_folder))
            System.IO.Directory.Delete(_folder, recursive: true);
    }

    private void Write(string id, string json) => File.WriteAllText(Path.Combine(_folder, $"{id}.json"), json);
}
