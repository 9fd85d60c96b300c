using Components.Contact.Tests.Form;
using Testing;

namespace Components.Contact.Tests.Mail;

public sealed class PickupFolderTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Without_a_mail_server_mails_are_files_in_the_data_directory()
    {
        await site.Visit().AskAsync("ann@example.com", "Is this a file? 読めますか");
        await site.UntilAsync("SELECT COUNT(*) FROM mail_outbox WHERE SentAt IS NOT NULL", 1);
        var text = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(site.Directory, "data", "mail"), "*.eml")));
        var mail = new SentMail(text);
        Assert.Equal("ann@example.com", mail.Header("Reply-To"));
        Assert.Contains("Is this a file?", mail.Body, StringComparison.Ordinal);
        // As a person reads it who opens the file.
        Assert.Contains("Is this a file? 読めますか", text, StringComparison.Ordinal);
        Assert.Equal(site.Ask<string>("SELECT MessageId FROM mail_outbox"), mail.Header("Message-ID"));
        Assert.Equal("", site.Ask<string>("SELECT Body FROM mail_outbox"));
    }
}
