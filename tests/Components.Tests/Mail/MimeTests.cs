using System.Text;
using Components.Files;
using Components.Mail;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Components.Tests.Mail;

/// <summary>What a mail program makes of a mail that went through a real server, and of one in the pickup folder.</summary>
public sealed class MimeTests : IAsyncLifetime
{
    private readonly MailServer _server = new();
    private readonly TestHost _host = new();

    public static TheoryData<string> FileNames =>
    [
        "plain.pdf", "履歴書の最終版、とても長い名前のファイル（二〇二六年十一月）.pdf", "a'b(c)!*;=@é😀.txt", "with space, and comma.txt", new string('n', FileName.Longest - 4) + ".txt",
    ];

    public ValueTask InitializeAsync()
    {
        _host.Settings["Mail:From"] = "site@example.com";
        _host.Settings["Mail:FromName"] = "株式会社とても長い名前の会社、お問い合わせ窓口 \"担当\"";
        _host.Settings["Mail:StartTls"] = "false";
        _host.Settings["Mail:Port"] = $"{_server.Port}";
        _server.Start();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _server.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Text_HTML_and_files_stand_as_mail_programs_expect_them(bool hasServer)
    {
        await StartAsync(hasServer);
        Directory.CreateDirectory(Path.Combine(_host.DataDirectory, "files"));
        await File.WriteAllBytesAsync(Path.Combine(_host.DataDirectory, "files", "x1"), [0, 255, 13, 10, 46, 13, 10]);
        var subject = string.Concat(Enumerable.Repeat("日本語の件名😀", 20));
        var mail = await SendAsync(OutboxMail.Write(
            1, DateTimeOffset.UnixEpoch, "a@example.com", new MailContent(subject, "本文\n.\n次の行", "<p>本文</p>"), "b@example.com", attachments: [new("図.png", "image/png", "files/x1")]));
        Assert.Equal(["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "image/png"], mail.Parts.Select(part => part.Type));
        Assert.All(mail.Parts, part => Assert.Empty(part.Defects));
        Assert.Equal(subject, mail.Header("Subject"));
        Assert.Contains("株式会社とても長い名前の会社、お問い合わせ窓口", mail.Header("From"), StringComparison.Ordinal);
        Assert.Equal("本文\n.\n次の行", LinesOf(mail.Parts[2].Text!));
        Assert.Equal("<p>本文</p>", LinesOf(mail.Parts[3].Text!));
        Assert.Equal("図.png", mail.Parts[4].Name);
        Assert.Equal([0, 255, 13, 10, 46, 13, 10], mail.Parts[4].Bytes!);
    }

    [Theory]
    [MemberData(nameof(FileNames))]
    public async Task The_name_of_a_file_arrives(string name)
    {
        await StartAsync(hasServer: true);
        Directory.CreateDirectory(_host.DataDirectory);
        await File.WriteAllTextAsync(Path.Combine(_host.DataDirectory, "f"), "x");
        var mail = await SendAsync(Write(attachments: new MailAttachment(name, "text/plain", "f")));
        Assert.Equal(name.Replace('*', '_'), mail.Parts[^1].Name);
        Assert.All(_server.Mails[0].Split('\n'), line => Assert.InRange(line.Length, 0, 400));
    }

    [Theory]
    [InlineData("../../x", "x")]
    [InlineData("cv\u202Efdp.exe", "cvfdp.exe")]
    [InlineData("a\0b\r\nBcc: all@example.com", "ab Bcc_ all@example.com")]
    [InlineData("\u2028.\u200B", "file")]
    public async Task The_name_of_a_file_is_made_harmless(string name, string harmless)
    {
        await StartAsync(hasServer: true);
        Directory.CreateDirectory(_host.DataDirectory);
        await File.WriteAllTextAsync(Path.Combine(_host.DataDirectory, "f"), "x");
        var mail = await SendAsync(Write(attachments: new MailAttachment(name, "no type", "f")));
        Assert.Equal(harmless, mail.Parts[^1].Name);
        Assert.Equal("application/octet-stream", mail.Parts[^1].Type);
        Assert.Null(mail.Header("Bcc"));
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("../signing-keys.json")]
    [InlineData("/etc/hostname")]
    public async Task A_file_that_is_gone_or_elsewhere_does_not_stop_the_mail_and_is_named(string file)
    {
        _host.Settings["Site:Language"] = "ja";
        await StartAsync(hasServer: true);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(_host.LayoutFile)!, "signing-keys.json"), "secret");
        var mail = await SendAsync(OutboxMail.Write(
            1, DateTimeOffset.UnixEpoch, "a@example.com", new MailContent("x", "Text", "<body><p>Text</p></body>"), attachments: [new("<b>.txt", "text/plain", file)]));
        Assert.Equal(["multipart/alternative", "text/plain", "text/html"], mail.Parts.Select(part => part.Type));
        Assert.Equal("Text\n\n[ファイル「_b_.txt」はもう存在しないため、添付できませんでした。]", LinesOf(mail.Parts[1].Text!));
        Assert.EndsWith("できませんでした。]</p></body>", mail.Parts[2].Text!.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_file_cannot_be_opened_the_others_are_let_go()
    {
        await StartAsync(hasServer: true);
        Directory.CreateDirectory(_host.DataDirectory);
        var (good, busy) = (Path.Combine(_host.DataDirectory, "good"), Path.Combine(_host.DataDirectory, "busy"));
        await File.WriteAllTextAsync(good, "x");
        await using (var alone = new FileStream(busy, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            Assert.Throws<IOException>(() => _host.Services.GetRequiredService<MailComposer>().Compose(
                Write(attachments: [new MailAttachment("a", "text/plain", "good"), new MailAttachment("b", "text/plain", "busy")])));
        // Nobody else has it open.
        await using var free = new FileStream(good, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public async Task Lines_of_any_length_and_lone_dots_arrive_as_they_are()
    {
        await StartAsync(hasServer: true);
        var text = $".\n..\n.x\n{new string('x', 3000)}\n{string.Concat(Enumerable.Repeat("長い行", 800))}\n.\nFrom here\n\n.";
        var mail = await SendAsync(Write(text));
        Assert.Equal(text, LinesOf(mail.Parts[0].Text!));
        Assert.All(_server.Mails[0].Split("\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 998));
    }

    [Fact]
    public async Task A_mail_of_a_machine_says_so()
    {
        await StartAsync(hasServer: true);
        var mail = await SendAsync(Write());
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.NotNull(mail.Header("Date"));
        Assert.Null(mail.Header("In-Reply-To"));
    }

    [Fact]
    public async Task An_answer_names_what_it_answers_and_is_no_machines()
    {
        await StartAsync(hasServer: true);
        var mail = await SendAsync(OutboxMail.Write(1, DateTimeOffset.UnixEpoch, "a@example.com", new MailContent("Re: x", "Text"), fromName: "Ada", inReplyTo: "<1.a@components>"));
        Assert.Equal(("<1.a@components>", "<1.a@components>"), (mail.Header("In-Reply-To"), mail.Header("References")));
        Assert.Null(mail.Header("Auto-Submitted"));
        Assert.Equal("\"Ada\" <site@example.com>", mail.Header("From"));
    }

    private async Task StartAsync(bool hasServer)
    {
        _host.Settings["Mail:Host"] = hasServer ? "127.0.0.1" : "";
        await _host.InitializeAsync();
    }

    private static OutboxMail Write(string text = "Text", params MailAttachment[] attachments) =>
        OutboxMail.Write(1, DateTimeOffset.UnixEpoch, "a@example.com", new MailContent("x", text), attachments: attachments);

    private static string LinesOf(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    private async Task<ReadMail> SendAsync(OutboxMail mail)
    {
        await _host.Services.GetRequiredService<MailTransport>().SendAsync(mail, CancellationToken.None);
        return ReadMail.From(_server.Mails is [var sent] ? sent : await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(_host.DataDirectory, "mail"), "*.eml"))));
    }
}
