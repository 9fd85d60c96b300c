using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Logging;

namespace Components.Mail;

/// <summary>Fills in templates: the owner's file where there is one and it is right, else what the pack ships.</summary>
public sealed partial class MailTemplates(SiteFolders folders, HtmlEncoder encoder, ILogger<MailTemplates> logger)
{
    private const string Text = "txt", Html = "html";
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <summary>
    /// A mail's words. The owner's files are read each time, so a change shows in the next mail. A mistake in one of them (an unknown placeholder, no subject) is named in the log with file and line, once
    /// for each state of the file, and the shipped words serve. An owner's text without HTML beside it makes a mail without HTML: else most readers would show the shipped words.
    /// </summary>
    /// <param name="template">Which mail.</param>
    /// <param name="values">A value for each placeholder that there is. In a subject, line breaks become spaces.</param>
    /// <param name="culture">The reader's language; null: <see cref="CultureInfo.CurrentUICulture"/>. The nearest that there is counts, in the end English.</param>
    /// <exception cref="InvalidOperationException">What the pack ships is missing or wrong.</exception>
    public MailContent Fill(MailTemplate template, IReadOnlyDictionary<string, MailValue> values, CultureInfo? culture = null)
    {
        culture ??= CultureInfo.CurrentUICulture;
        var (text, html) = (FindOwn(template, culture, Text), FindOwn(template, culture, Html));
        if (text is not null || html is not null)
        {
            try
            {
                return Compose(text?.Read() ?? Shipped(template, culture, Text)!.Value, html?.Read(), values);
            }
            catch (Exception e) when (e is MailTemplateException or IOException or UnauthorizedAccessException)
            {
                TellOnce($"{text?.State} {html?.State} {e.Message}", e.Message);
            }
        }
        try
        {
            var shipped = Shipped(template, culture, Text) ?? throw new InvalidOperationException($"The pack '{template.Pack}' ships no mail-templates/{template.Name}.en.txt.");
            return Compose(shipped, Shipped(template, culture, Html), values);
        }
        catch (MailTemplateException e)
        {
            throw new InvalidOperationException(e.Message, e);
        }
    }

    private MailContent Compose((string Source, string Text) text, (string Source, string Text)? html, IReadOnlyDictionary<string, MailValue> values)
    {
        var words = MailText.Parse(text.Source, text.Text);
        return new MailContent(
            OutboxMail.OneLine(words.Subject.Fill(values, value => value.Text)),
            words.Body.Fill(values, value => value.Text),
            html is { } page ? MailWords.Parse(page.Source, page.Text, 1).Fill(values, ToHtml) : null);
    }

    private string ToHtml(MailValue value) =>
        value.Html ?? string.Join("<br>\n", value.Text.ReplaceLineEndings("\n").Split('\n').Select(encoder.Encode));

    private OwnFile? FindOwn(MailTemplate template, CultureInfo culture, string kind) =>
        NamesOf(culture).Append("").Select(name => new OwnFile(Path.Combine(folders.MailTemplates, template.Pack, $"{template.Name}{(name.Length > 0 ? "." : "")}{name}.{kind}"))).FirstOrDefault(file => file.Exists);

    private static (string Source, string Text)? Shipped(MailTemplate template, CultureInfo culture, string kind)
    {
        foreach (var name in NamesOf(culture).Append("en").Select(name => $"mail-templates/{template.Name}.{name}.{kind}"))
        {
            using var stream = template.Assembly.GetManifestResourceStream(name);
            if (stream is null)
                continue;
            using var reader = new StreamReader(stream);
            return ($"{template.Assembly.GetName().Name}: {name}", WithLf(reader.ReadToEnd()));
        }
        return null;
    }

    // ja-JP, then ja.
    private static IEnumerable<string> NamesOf(CultureInfo culture)
    {
        for (; culture.Name.Length > 0; culture = culture.Parent)
            yield return culture.Name;
    }

    private static string WithLf(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private void TellOnce(string state, string problem)
    {
        // As many states as anybody makes by hand; beyond that it is told again.
        if (_told.Count > 1000)
            _told.Clear();
        if (_told.TryAdd(state, true))
            Log.Unusable(logger, problem);
    }

    private sealed class OwnFile(string path)
    {
        public bool Exists => File.Exists(path);

        public string State => string.Create(CultureInfo.InvariantCulture, $"{path} {File.GetLastWriteTimeUtc(path).Ticks}");

        public (string Source, string Text) Read() => (path, WithLf(File.ReadAllText(path)));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A mail template cannot be used, so the shipped one serves: {Problem}")]
        public static partial void Unusable(ILogger logger, string problem);
    }
}
