using Microsoft.Data.Sqlite;
using Testing;

namespace App.Tests.Hosting;

/// <summary>
/// The App as a process of its own against a server that demands STARTTLS and a login, whose certificate this computer does not know: the owner vouches for it by
/// <c>SSL_CERT_FILE</c>, which is read once a process.
/// </summary>
public sealed class StartTlsTests : IDisposable
{
    private readonly MailServer _server = new();
    private readonly string _data = Directory.CreateTempSubdirectory("tls-").FullName;
    private readonly AppProcess _app;

    public StartTlsTests()
    {
        _server.StartGuarded();
        _app = new AppProcess(_data);
        _app.Settings["Mail:Host"] = "localhost";
        _app.Settings["Mail:Port"] = $"{_server.Port}";
        _app.Settings["Mail:UserName"] = MailServer.User;
        _app.Settings["Mail:Password"] = MailServer.Password;
    }

    public void Dispose()
    {
        _app.Dispose();
        _server.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_mail_goes_by_STARTTLS_and_with_a_login()
    {
        _app.Settings["SSL_CERT_FILE"] = _server.CertificateFile;
        await StartWithMailAsync();
        Assert.Equal(1, await UntilAsync("SELECT COUNT(*) FROM mail_outbox WHERE SentAt IS NOT NULL"));
        Assert.Equal(["a@example.com"], _server.Receivers);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_keeps_the_mail_in_the_outbox_and_the_reason_with_it()
    {
        await StartWithMailAsync();
        Assert.Equal(1, await UntilAsync("SELECT COUNT(*) FROM mail_outbox WHERE SentAt IS NULL AND LastError LIKE '%certificate%'"));
        Assert.Empty(_server.Mails);
    }

    private async Task StartWithMailAsync()
    {
        await _app.ServeAsync("The site runs at");
        using var connection = Open();
        connection.Run("INSERT INTO mail_outbox (Id, MessageId, \"To\", Subject, Body, CreatedAt, NextAttemptAt, Attempts) VALUES (1, '<1@components>', 'a@example.com', 'x', 'x', 0, 0, 0)");
    }

    private async Task<long> UntilAsync(string sql)
    {
        for (var i = 0; i < 300; i++)
        {
            using var connection = Open();
            if (connection.Ask<long>(sql) is var count and > 0)
                return count;
            await Task.Delay(100);
        }
        return 0;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Directory.GetFiles(_data, "*.db").Single()};Pooling=False");
        connection.Open();
        return connection;
    }
}
