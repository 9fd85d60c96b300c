using Components.Contact.Inbox.Erasing;
using Components.Packs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Contact.Tests.Inbox;

public sealed class ErasingTests : IDisposable
{
    private static readonly string[] Tables = ["contact_messages", "contact_files", "contact_entries", "contact_deliveries", "mail_outbox"];
    private readonly InboxSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_deleted_message_leaves_nothing()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        var id = await _site.AddAsync("Goes", withMails: true);
        var (_, path) = await _site.AddFileAsync(id, "a.txt", "a");
        var page = await ada.OpenAsync(InboxSteps.At(id));
        await ada.PressAsync(page, "note", ("Text", "Noted"));
        await ada.PressAsync(page, "answer", ("Text", "Answered"));
        Assert.All(Tables, table => Assert.NotEqual(0, _site.Count($"SELECT COUNT(*) FROM {table}")));
        await _site.DoAsync(Components.Contact.Inbox.InboxAct.Delete, id);
        Assert.All(Tables, table => Assert.Equal(0, _site.Count($"SELECT COUNT(*) FROM {table}")));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task All_from_an_address_is_erased_once_it_is_confirmed_and_nothing_else()
    {
        var ada = await _site.VisitAsAdministratorAsync();
        await _site.AddAsync("One", "Ann@Example.com", withMails: true);
        await _site.AddAsync("Two", "ann@example.com");
        await _site.AddAsync("Other", "ann@example.com.evil.example", withMails: true);
        var page = await ada.OpenAsync("/admin/contact/erase");
        var question = await ada.PressPlainlyAsync(page, "post", ("Address", " ANN@example.com "));
        Assert.Contains("2", question.Find(".contact-sure").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, _site.Count("SELECT COUNT(*) FROM contact_messages"));
        var form = question.Find("form.contact-sure");
        Assert.Contains("2", (await ada.PostAsync(form.GetAttribute("hx-post")!, ("Address", form.QuerySelector("[name=Address]")!.GetAttribute("value")!))).Header("Component-Flash"), StringComparison.Ordinal);
        Assert.Equal("Other", _site.Text("SELECT Subject FROM contact_messages"));
        Assert.Equal(1, _site.OutboxRows());
        Assert.Empty((await ada.PressAsync(page, "post", ("Address", "ann@example.com"))).FindAll(".contact-sure"));
    }

    [Fact]
    public async Task Letters_beyond_ASCII_are_the_same_in_upper_and_lower_case_too()
    {
        await _site.AddAsync("One", "JÜRGEN@Müller.example");
        await _site.AddAsync("Two", "jürgen@müller.example");
        await _site.AddAsync("Nobody's", "");
        Assert.Equal(2, await _site.UseAsync<MessageEraser, int>((eraser, _) => eraser.EraseFromAsync(" Jürgen@MÜLLER.example ", default)));
        Assert.Equal(0, await _site.UseAsync<MessageEraser, int>((eraser, _) => eraser.EraseFromAsync(" ", default)));
        Assert.Equal("Nobody's", _site.Text("SELECT Subject FROM contact_messages"));
    }

    [Fact]
    public async Task Messages_of_an_address_are_found_along_an_index()
    {
        await _site.AddAsync("One");
        var plans = new SqlPlans();
        await _site.UseAsync<ContactDb, int>(async (_, services) =>
        {
            var options = new DbContextOptionsBuilder<ContactDb>(services.GetRequiredService<DbContextOptions<ContactDb>>()).AddInterceptors(plans).Options;
            await using var db = new ContactDb(options);
            return await new MessageEraser(db, null!).From("ann@example.com").CountAsync();
        });
        Assert.All(plans.Seen, plan => Assert.True(plan.Uses("IX_contact_messages_Mailbox_Id"), plan.ToString()));
        Assert.NotEmpty(plans.Seen);
    }

    [Fact]
    public async Task The_command_erases_too_and_wants_one_address()
    {
        await _site.AddAsync("One", "ann@example.com");
        await using var scope = _site.Services.CreateAsyncScope();
        Assert.Equal(0, await EraseCommand.Command.RunAsync(scope.ServiceProvider, ["ann@example.com"], default));
        Assert.Equal(0, _site.Count("SELECT COUNT(*) FROM contact_messages"));
        foreach (var arguments in new string[][] { [], ["ann"], ["a@b.c", "d@e.f"] })
            await Assert.ThrowsAsync<CommandException>(() => EraseCommand.Command.RunAsync(scope.ServiceProvider, arguments, default));
    }

    [Fact]
    public async Task What_was_kept_long_enough_goes_as_its_form_says()
    {
        _site.Settings["Packs:Contact:KeepDays"] = "100";
        _site.Settings["Packs:Contact:Forms"] = Directory.CreateDirectory(Path.Combine(_site.Directory, "forms")).FullName;
        await File.WriteAllTextAsync(Path.Combine(_site.Directory, "forms", "short.json"), """{ "title": "Short", "keepDays": 10, "fields": [ { "type": "text", "name": "a", "label": "A" } ] }""");
        var now = _site.Get<TimeProvider>().GetUtcNow();
        foreach (var (form, days) in new[] { ("short", 9), ("short", 11), ("contact", 99), ("contact", 101), ("gone", 99), ("gone", 101) })
            await _site.AddAsync($"{form} {days}", form: form, at: now.AddDays(-days), withMails: true);
        var (_, path) = await _site.AddFileAsync(_site.Count("SELECT Id FROM contact_messages WHERE Subject = 'short 11'"), "a.txt", "a");
        var retention = _site.Get<MessageRetention>();
        Assert.Equal(3, (await retention.SweepAsync(default)).Messages);
        Assert.Equal("contact 99,gone 99,short 9", _site.Text("SELECT group_concat(Subject) FROM (SELECT Subject FROM contact_messages ORDER BY Subject)"));
        Assert.Equal(3, _site.OutboxRows());
        Assert.False(File.Exists(path));
        Assert.Equal(0, (await retention.SweepAsync(default)).Messages);
    }

    [Fact]
    public async Task However_many_forms_there_were_the_messages_of_each_go()
    {
        _site.Settings["Packs:Contact:KeepDays"] = "100";
        using (var connection = _site.OpenDatabase())
            connection.Run("""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 205)
                INSERT INTO contact_messages (Id, Form, FormTitle, Email, Subject, Answers, Text, HostPage, Language, CreatedAt, Place)
                SELECT i, 'f' || i, '', '', '', '', '', '/', '', 0, 0 FROM n
                """);
        Assert.Equal(205, (await _site.Get<MessageRetention>().SweepAsync(default)).Messages);
    }

    [Fact]
    public async Task Networks_are_forgotten_after_thirty_days_and_messages_kept()
    {
        var now = _site.Get<TimeProvider>().GetUtcNow();
        await _site.AddAsync("New", at: now.AddDays(-29));
        for (var number = 0; number < 205; number++)
            await _site.AddAsync($"Old {number}", at: now.AddDays(-31).AddSeconds(-number));
        Assert.Equal((0, 205), await _site.Get<MessageRetention>().SweepAsync(default));
        Assert.Equal("New", _site.Text("SELECT Subject FROM contact_messages WHERE Network IS NOT NULL"));
        Assert.Equal(206, _site.Count("SELECT COUNT(*) FROM contact_messages"));
    }
}
