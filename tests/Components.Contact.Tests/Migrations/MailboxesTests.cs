using Components.Contact.Tests.Inbox;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Components.Contact.Tests.Migrations;

public sealed class MailboxesTests : IDisposable
{
    private readonly InboxSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Messages_from_before_are_found_by_their_address_and_the_way_back_keeps_them()
    {
        await _site.AddAsync("Named", "Ann@Example.com");
        await _site.AddAsync("Nameless", "");
        await MigrateAsync("20261123200000_Inbox");
        Assert.Equal(2, _site.Count("SELECT COUNT(*) FROM contact_messages"));
        Assert.Equal(0, _site.Count("SELECT COUNT(*) FROM pragma_table_info('contact_messages') WHERE name = 'Mailbox'"));
        await MigrateAsync(null);
        Assert.Equal("ann@example.com", _site.Text("SELECT Mailbox FROM contact_messages WHERE Subject = 'Named'"));
        Assert.Equal(1, _site.Count("SELECT COUNT(*) FROM contact_messages WHERE Subject = 'Nameless' AND Mailbox IS NULL"));
    }

    private Task<int> MigrateAsync(string? to) => _site.UseAsync<ContactDb, int>(async (db, _) =>
    {
        await db.GetService<IMigrator>().MigrateAsync(to);
        return 0;
    });
}
