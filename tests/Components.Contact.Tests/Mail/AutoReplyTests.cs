using Components.Contact.Forms;
using Components.Contact.Mails;
using Components.Contact.Tests.Inbox;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Contact.Tests.Mail;

public sealed class AutoReplyTests : IDisposable
{
    private static readonly FormDefinition Form = new() { Id = "contact", Title = new LocalText("Contact"), Items = [], AutoReply = true };
    private readonly InboxSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_mailbox_has_three_in_a_day_however_its_address_is_written()
    {
        foreach (var email in new[] { "JÜRGEN@example.com", "jürgen+1@Example.com", "jürgen@example.com", "Jürgen+2@example.com", "jürgen@EXAMPLE.com", "hans@example.com" })
            await ReplyAsync(await _site.AddAsync("Hello", email));
        Assert.Equal("JÜRGEN@example.com,jürgen+1@Example.com,jürgen@example.com,hans@example.com", _site.Text("""SELECT group_concat("To") FROM (SELECT o."To" FROM mail_outbox o JOIN contact_deliveries d ON d.ItemId = o.Id AND d.Kind = 1 ORDER BY o.Id)"""));
    }

    private Task<int> ReplyAsync(long message) => _site.UseAsync<MessageMails, int>(async (mails, services) =>
    {
        var db = services.GetRequiredService<ContactDb>();
        await mails.WriteAsync(Form, (await db.Messages.FindAsync(message))!, [], InboxSite.Texts(services), default);
        return await db.SaveChangesAsync();
    });
}
