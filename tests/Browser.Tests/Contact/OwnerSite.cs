using Microsoft.AspNetCore.Hosting;
using Testing;

namespace Browser.Tests.Contact;

/// <summary>A site as an owner starts it: with a folder of its own for pages, and a mail server that is not up yet.</summary>
public sealed class OwnerSite : LiveSite
{
    private readonly string _root = System.IO.Directory.CreateTempSubdirectory("owner-").FullName;

    public OwnerSite()
    {
        Settings["Mail:Host"] = "127.0.0.1";
        Settings["Mail:Port"] = $"{Mail.Port}";
        Settings["Mail:StartTls"] = "false";
        Settings["Packs:Contact:To"] = "owner@example.com";
    }

    public MailServer Mail { get; } = new();

    /// <summary>Saves a page.</summary>
    public void Write(string page, string text) => File.WriteAllText(Path.Combine(_root, "content", page), text);

    /// <summary>All words of the newest mail to somebody; waits for it.</summary>
    public async Task<string> MailToAsync(string receiver)
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(60);
        while (TimeProvider.System.GetUtcNow() < until)
        {
            if (Mail.Mails.Select(ReadMail.From).LastOrDefault(mail => mail.Header("To")?.Contains(receiver, StringComparison.Ordinal) == true) is { } found)
                return string.Join('\n', found.Parts.Select(part => part.Text));
            await Task.Delay(200);
        }
        throw new TimeoutException($"No mail to {receiver} came.");
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        System.IO.Directory.CreateDirectory(Path.Combine(_root, "content"));
        System.IO.Directory.CreateDirectory(Path.Combine(_root, "wwwroot"));
        foreach (var file in (string[])["appsettings.json", .. System.IO.Directory.GetFiles(Repository.PathOf("src/App/wwwroot")).Select(path => $"wwwroot/{Path.GetFileName(path)}")])
            File.Copy(Repository.PathOf($"src/App/{file}"), Path.Combine(_root, file), overwrite: true);
        builder.UseContentRoot(_root);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!System.IO.Directory.Exists(_root))
            return;
        Mail.Dispose();
        System.IO.Directory.Delete(_root, recursive: true);
    }
}
