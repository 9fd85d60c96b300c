using System.Globalization;
using Components.Mail;
using Components.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Tests.Mail;

public sealed class MailTemplateTests : IAsyncLifetime
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB"), Japanese = CultureInfo.GetCultureInfo("ja-JP"), French = CultureInfo.GetCultureInfo("fr");
    private readonly TestHost _host = new();

    public async ValueTask InitializeAsync() => await _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void What_the_pack_ships_is_used_in_the_readers_language()
    {
        var english = Fill();
        Assert.Equal(("Hello Ann", "Dear Ann,\nHi\n"), (english.Subject, english.Text));
        Assert.Equal("<!DOCTYPE html><html><body><p title=\"Ann\">Hi</p></body></html>\n", english.Html);
        // There is no HTML in Japanese, and none in another language beside it.
        Assert.Equal(new MailContent("Ann さん", "こんにちは\nHi\n"), Fill(culture: Japanese));
        Assert.Equal("Hello Ann", Fill(culture: French).Subject);
    }

    [Fact]
    public void Values_are_encoded_in_HTML_and_nowhere_else()
    {
        var mail = Fill(text: "<script>1 & 2</script>\nsecond");
        Assert.Contains("<script>1 & 2</script>\nsecond", mail.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;1 &amp; 2&lt;/script&gt;<br>\nsecond", mail.Html, StringComparison.Ordinal);
        Assert.Contains("title=\"&quot; onclick=&quot;x\"", Fill(name: "\" onclick=\"x").Html, StringComparison.Ordinal);
        Assert.Contains("<table></table>", Fill(table: MailValue.OfHtml("as text", "<table></table>")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_is_not_looked_at_for_placeholders()
    {
        var mail = Fill(name: "{{text}}", text: "secret {{name}}");
        Assert.Equal(("Hello {{text}}", "Dear {{text}},\nsecret {{name}}\n"), (mail.Subject, mail.Text));
    }

    [Theory]
    [InlineData("a\r\nBcc: b@example.com")]
    [InlineData("a\u2028Bcc: b@example.com")]
    public void A_value_does_not_leave_the_subject(string name) => Assert.DoesNotContain(Fill(name: name).Subject, c => char.IsControl(c) || c == '\u2028');

    [Fact]
    public void The_owners_words_win_at_the_next_mail_and_the_nearest_language_first()
    {
        Own("greeting.txt", "Subject: Mine {{name}}\r\n\r\nText: {{text}}");
        Assert.Equal(new MailContent("Mine Ann", "Text: Hi"), Fill());
        Assert.Equal("Mine Ann", Fill(culture: Japanese).Subject);
        Own("greeting.ja.txt", "\uFEFFSubject: 私の {{name}}\n\n{{text}}");
        Assert.Equal("私の Ann", Fill(culture: Japanese).Subject);
        Own("greeting.html", "<b>{{text}}</b>");
        Assert.Equal("<b>Hi</b>", Fill().Html);
        Assert.Equal(new MailContent("私の Ann", "Hi"), Fill(culture: Japanese));
    }

    [Fact]
    public void The_owners_English_words_are_for_whom_there_are_no_others()
    {
        Own("greeting.en.txt", "Subject: Mine {{name}}\n\nx");
        Own("greeting.en.html", "<b>{{text}}</b>");
        Assert.Equal(new MailContent("Mine Ann", "x", "<b>Hi</b>"), Fill(culture: French));
        Assert.Equal("Ann さん", Fill(culture: Japanese).Subject);
        Own("greeting.txt", "Subject: For all\n\nx");
        Assert.Equal(new MailContent("For all", "x"), Fill(culture: French));
        Assert.Equal("Mine Ann", Fill().Subject);
    }

    [Fact]
    public void The_owners_HTML_alone_goes_with_a_text_of_its_language_or_not_at_all()
    {
        Own("greeting.ja.html", "<b>{{text}}</b>");
        Assert.Equal(new MailContent("Ann さん", "こんにちは\nHi\n", "<b>Hi</b>"), Fill(culture: Japanese));
        var path = Own("greeting.fr.html", "<i>{{text}}</i>");
        Assert.Equal(Fill(), Fill(culture: French));
        Assert.Contains(_host.Log.Lines, line => line.Contains($"{path}, line 1: There is no text in the same language; write greeting.fr.txt beside it.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_owners_HTML_alone_goes_with_the_shipped_text()
    {
        Own("greeting.html", "<b>{{text}}</b>");
        Assert.Equal(new MailContent("Hello Ann", "Dear Ann,\nHi\n", "<b>Hi</b>"), Fill());
    }

    [Theory]
    [InlineData("greeting.txt", "Subject: x\n\nline 3\n{{nmae}}", "line 4: There is no placeholder {{nmae}}. There is: name, table, text.")]
    [InlineData("greeting.txt", "Subject: {{nmae}}\n\nx", "line 1: There is no placeholder {{nmae}}.")]
    [InlineData("greeting.html", "<p>\n\n{{nmae}}</p>", "line 3: There is no placeholder {{nmae}}.")]
    [InlineData("greeting.txt", "Subject: x\n\n{{ two words }}", "line 3: There is a “{{” without a name")]
    [InlineData("greeting.txt", "Dear {{name}}", "line 1: The first line must be “Subject: ”")]
    [InlineData("greeting.txt", "Subject:  \n\nx", "line 1: The first line must be “Subject: ”")]
    [InlineData("greeting.txt", "Subject: x\nBcc: all@example.com\n\nx", "line 2: After the subject comes an empty line")]
    [InlineData("greeting.txt", "", "line 1: The first line")]
    public void A_mistake_of_the_owners_is_named_once_and_the_shipped_words_serve(string file, string text, string problem)
    {
        var path = Own(file, text);
        for (var i = 0; i < 3; i++)
        {
            var mail = Fill();
            Assert.Equal("Hello Ann", mail.Subject);
            Assert.Contains("<p title", mail.Html, StringComparison.Ordinal);
        }
        var told = Assert.Single(_host.Log.Lines, line => line.Contains("mail template", StringComparison.Ordinal));
        Assert.Contains($"{path}, {problem}", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("A")]
    [InlineData("")]
    public void A_name_that_leads_elsewhere_is_refused(string name) => Assert.Throws<ArgumentException>(() => new MailTemplate("test", name, typeof(MailTemplateTests).Assembly));

    [Fact]
    public void A_pack_that_ships_nothing_is_told_so() =>
        Assert.Throws<InvalidOperationException>(() => Templates.Fill(new MailTemplate("test", "missing", typeof(MailTemplateTests).Assembly), new Dictionary<string, MailValue>()));

    private MailTemplates Templates => _host.Services.GetRequiredService<MailTemplates>();

    private MailContent Fill(string name = "Ann", string text = "Hi", MailValue table = default, CultureInfo? culture = null) => Templates.Fill(
        new MailTemplate("test", "greeting", typeof(MailTemplateTests).Assembly),
        new Dictionary<string, MailValue> { ["name"] = name, ["text"] = text, ["table"] = table == default ? MailValue.Of(null) : table },
        culture ?? English);

    private string Own(string file, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_host.LayoutFile)!, "mail-templates", "test"));
        var path = Path.Combine(folder.FullName, file);
        File.WriteAllText(path, text);
        return path;
    }
}
