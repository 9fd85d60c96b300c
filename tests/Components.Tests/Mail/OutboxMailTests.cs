using Components.Mail;
using Components.Outbox;

namespace Components.Tests.Mail;

public sealed class OutboxMailTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("\r\nBcc: all@example.com")]
    [InlineData("\nBcc: all@example.com")]
    [InlineData("\rBcc: all@example.com")]
    [InlineData("\u0085Bcc: all@example.com")]
    [InlineData("\u2028Bcc: all@example.com")]
    [InlineData("\u2029Bcc: all@example.com")]
    [InlineData("\0\v\fBcc")]
    public void No_header_can_hold_a_line_break(string attack)
    {
        var mail = OutboxMail.Write(1, Now, "a@example.com" + attack, new MailContent("Hello" + attack, ""), "b@example.com" + attack, "Site" + attack, $"<id@example.com>{attack}");
        Assert.Null(mail.InReplyTo);
        foreach (var header in new[] { mail.Subject, mail.To, mail.ReplyTo!, mail.FromName! })
            Assert.DoesNotContain(header, c => char.IsControl(c) || c is '\u2028' or '\u2029');
    }

    [Fact]
    public void The_body_keeps_its_lines() => Assert.Equal("a\r\nb\n", Write(body: "a\r\nb\n").Body);

    [Theory]
    [InlineData(198)]
    [InlineData(199)]
    [InlineData(200)]
    public void A_long_subject_is_never_cut_inside_an_emoji(int before)
    {
        var subject = Write(subject: new string('x', before) + "😀😀").Subject;
        Assert.InRange(subject.Length, 199, OutboxMail.LongestSubject);
        Assert.False(char.IsHighSurrogate(subject[^1]));
        Assert.Equal(subject, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(subject)));
    }

    [Fact]
    public void Delays_double_up_to_six_hours_and_it_is_never_given_up()
    {
        var mail = Write();
        var delays = Enumerable.Range(0, 60).Select(_ =>
        {
            mail.MarkFailed(Now, "no");
            return (mail.NextAttemptAt - Now).TotalMinutes;
        }).ToArray();
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360], delays[..11]);
        Assert.All(delays[10..], delay => Assert.Equal(360, delay));
        Assert.Null(mail.SentAt);
    }

    [Fact]
    public void A_failure_is_kept_on_one_line_of_at_most_500_characters()
    {
        var mail = Write();
        mail.MarkFailed(Now, "first\r\n" + new string('x', 600));
        Assert.StartsWith("first  x", mail.LastError, StringComparison.Ordinal);
        Assert.Equal(500, mail.LastError!.Length);
    }

    [Fact]
    public void The_words_of_a_failure_are_those_of_every_cause_each_once()
    {
        var failure = new InvalidOperationException("Not sent.", new IOException("Not sent.", new IOException("Refused:\r\nno", new TimeoutException("Too slow."))));
        Assert.Equal("Not sent. Refused:  no Too slow.", OutboxItem.WordsOf(failure));
        Assert.Equal(OutboxItem.LongestError, OutboxItem.WordsOf(new IOException(new string('x', 600))).Length);
    }

    [Fact]
    public void What_was_sent_is_not_kept()
    {
        var mail = OutboxMail.Write(1, Now, "a@example.com", new MailContent("Hello", "a secret link", "<p>a secret link</p>"), attachments: [new MailAttachment("a.txt", "text/plain", "a")]);
        Assert.Equal("a.txt", Assert.Single(mail.Attachments).Name);
        mail.MarkFailed(Now, "no");
        mail.MarkSent(Now.AddMinutes(1));
        Assert.Equal("", mail.Body);
        Assert.Null(mail.Html);
        Assert.Empty(mail.Attachments);
        Assert.Equal(Now.AddMinutes(1), mail.SentAt);
        Assert.Equal(2, mail.Attempts);
        Assert.Null(mail.LastError);
    }

    [Fact]
    public void Every_mail_has_an_id_of_its_own() => Assert.NotEqual(Write().MessageId, Write().MessageId);

    [Theory]
    [InlineData("<1.a@components>", true)]
    [InlineData("1.a@components", false)]
    [InlineData("<a b@components>", false)]
    [InlineData("<a@b> <c@d>", false)]
    [InlineData("<日本@components>", false)]
    public void What_it_answers_is_one_Message_ID(string id, bool isOne) =>
        Assert.Equal(isOne ? id : null, OutboxMail.Write(1, Now, "a@example.com", new MailContent("", ""), inReplyTo: id).InReplyTo);

    private static OutboxMail Write(string subject = "Hello", string to = "a@example.com", string? replyTo = null, string body = "Body") =>
        OutboxMail.Write(1, Now, to, subject, body, replyTo);
}
