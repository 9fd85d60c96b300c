using Components.Mail;
using Components.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Mail;

public sealed class MailQueueTests : IAsyncLifetime
{
    private readonly TestHost _host = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Without_a_mail_server_mails_are_put_into_the_pickup_folder()
    {
        await _host.InitializeAsync();
        await AddAsync(OutboxMail.Write(1, _host.Clock.Now, "a@example.com", "日本 😀", "Zeile 1\nひらがな", "b@example.com"));
        var sent = await UntilAsync(mail => mail.SentAt is not null);
        Assert.Equal("", sent.Body);
        var text = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(_host.DataDirectory, "mail"), "*.eml")));
        Assert.Contains("To: a@example.com", text, StringComparison.Ordinal);
        Assert.Contains("Reply-To: b@example.com", text, StringComparison.Ordinal);
        Assert.Contains($"Message-ID: {sent.MessageId}", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_row_that_stands_for_no_mail_goes_without_one()
    {
        await _host.InitializeAsync();
        await AddAsync(OutboxMail.Nothing(1, _host.Clock.Now));
        await AddAsync(OutboxMail.Write(2, _host.Clock.Now, "a@example.com", "x", "x"));
        await UntilAsync(mail => mail.SentAt is not null);
        // Both are under way at once.
        for (var round = 0; round < 600 && (await ReadAsync()).Count > 1; round++)
            await Task.Delay(50);
        Assert.Equal([2L], (await ReadAsync()).Select(mail => mail.Id));
        Assert.Single(Directory.GetFiles(Path.Combine(_host.DataDirectory, "mail")));
    }

    [Fact]
    public async Task While_the_server_is_down_a_mail_waits_and_is_tried_again()
    {
        _host.Settings["Mail:Host"] = "127.0.0.1";
        _host.Settings["Mail:Port"] = "1";
        _host.Settings["Mail:StartTls"] = "false";
        await _host.InitializeAsync();
        await AddAsync(OutboxMail.Write(1, _host.Clock.Now, "a@example.com", "x", "kept"));
        var first = await UntilAsync(mail => mail.Attempts == 1);
        Assert.Equal("kept", first.Body);
        Assert.NotEmpty(first.LastError!);
        Assert.Equal(_host.Clock.Now.AddMinutes(1), first.NextAttemptAt);
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(_host.Clock.Now.AddMinutes(2), (await UntilAsync(mail => mail.Attempts == 2)).NextAttemptAt);
    }

    private async Task AddAsync(OutboxMail mail)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MailDb>();
        db.Add(mail);
        await db.SaveChangesAsync();
    }

    private async Task<List<OutboxMail>> ReadAsync()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MailDb>().Outbox.AsNoTracking().ToListAsync();
    }

    private async Task<OutboxMail> UntilAsync(Predicate<OutboxMail> isReached)
    {
        for (var i = 0; i < 600; i++)
        {
            if ((await ReadAsync()).Find(isReached) is { } mail)
                return mail;
            await Task.Delay(100);
        }
        throw new TimeoutException(string.Join("\n", _host.Log.Lines));
    }
}
