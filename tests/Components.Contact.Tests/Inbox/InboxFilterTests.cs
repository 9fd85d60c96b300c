using Components.Contact.Inbox;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace Components.Contact.Tests.Inbox;

public sealed class InboxFilterTests : IDisposable
{
    private const int Count = InboxFilter.MostSearched + 50;
    private readonly InboxSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_search_reads_so_many_and_goes_on_where_it_stopped()
    {
        Fill();
        var (first, second) = await _site.UseAsync<ContactDb, (InboxPage, InboxPage)>(async (db, _) =>
        {
            var filter = new InboxFilter(InboxFolder.Inbox, null, "needle", "");
            var page = await filter.ReadAsync(db, null, default);
            return (page, await filter.ReadAsync(db, page.Older, default));
        });
        Assert.Empty(first.Rows);
        Assert.True(first.IsSearchCut);
        Assert.Equal(["The needle"], second.Rows.Select(row => row.Subject));
        Assert.Null(second.Older);
    }

    [Theory]
    [InlineData(InboxFolder.Inbox, "IX_contact_messages_Place_Id")]
    [InlineData(InboxFolder.Unread, "IX_contact_messages_Unread")]
    [InlineData(InboxFolder.Starred, "IX_contact_messages_Starred")]
    [InlineData(InboxFolder.Mine, "IX_contact_messages_Assigned")]
    [InlineData(InboxFolder.Archive, "IX_contact_messages_Place_Id")]
    [InlineData(InboxFolder.Spam, "IX_contact_messages_Place_Id")]
    public async Task Each_folder_is_read_along_an_index(InboxFolder folder, string index)
    {
        Fill();
        Assert.All(await PlansAsync(new InboxFilter(folder, null, null, "me"), new InboxFilter(folder, null, "needle", "me")), plan => Assert.True(plan.Uses(index) && plan.Expensive.Count == 0, plan.ToString()));
    }

    [Theory]
    [InlineData(InboxFolder.Inbox, "IX_contact_messages_Place_Form_Id")]
    [InlineData(InboxFolder.Unread, "IX_contact_messages_Unread")]
    [InlineData(InboxFolder.Starred, "IX_contact_messages_Starred")]
    [InlineData(InboxFolder.Mine, "IX_contact_messages_Assigned")]
    [InlineData(InboxFolder.Archive, "IX_contact_messages_Place_Form_Id")]
    [InlineData(InboxFolder.Spam, "IX_contact_messages_Place_Form_Id")]
    public async Task A_form_in_a_folder_is_read_along_the_index_with_the_fewest_messages(InboxFolder folder, string index)
    {
        Fill();
        Assert.All(await PlansAsync(new InboxFilter(folder, "contact", null, "me"), new InboxFilter(folder, "contact", "needle", "me")), plan => Assert.True(plan.Uses(index) && plan.Expensive.Count == 0, plan.ToString()));
    }

    private async Task<IReadOnlyCollection<SqlPlan>> PlansAsync(params IEnumerable<InboxFilter> filters)
    {
        var plans = new SqlPlans();
        await _site.UseAsync<ContactDb, int>(async (_, services) =>
        {
            var options = new DbContextOptionsBuilder<ContactDb>((DbContextOptions<ContactDb>)services.GetService(typeof(DbContextOptions<ContactDb>))!).AddInterceptors(plans).Options;
            await using var db = new ContactDb(options);
            foreach (var filter in filters)
                await filter.ReadAsync(db, null, default);
            return 0;
        });
        Assert.NotEmpty(plans.Seen);
        return plans.Seen;
    }

    private void Fill()
    {
        using var connection = _site.OpenDatabase();
        connection.Run($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Count})
            INSERT INTO contact_messages (Id, Form, FormTitle, Email, Subject, Answers, Text, HostPage, Language, CreatedAt, Place)
            SELECT i, 'contact', '', 'a@example.com', CASE i WHEN 7 THEN 'The needle' ELSE 'Hay' END, '', 'Hay', '/contact', '', 1790000000000, 0 FROM n
            """);
    }
}
