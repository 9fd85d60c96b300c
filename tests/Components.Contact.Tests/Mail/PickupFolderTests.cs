using Components.Contact.Tests.Form;
using Testing;

namespace Components.Contact.Tests.Mail;

public sealed class PickupFolderTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Without_a_mail_server_mails_are_files_in_the_data_directory()
    {
        await site.Visit().AskAsync("ann@example.com", "Is this a file?");
        await site.UntilAsync("SELECT COUNT(*) FROM mail_outbox WHERE SentAt IS NOT NULL", 1);
        var mail = new SentMail(await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(site.Directory, "data", "mail"), "*.eml"))));
        Assert.Equal("ann@example.com", mail.Header("Reply-To"));
        Assert.Contains("Is this a file?", mail.Body, StringComparison.Ordinal);
        Assert.Equal(site.Ask<string>("SELECT MessageId FROM mail_outbox"), mail.Header("Message-ID"));
        Assert.Equal("", site.Ask<string>("SELECT Body FROM mail_outbox"));
    }
}
