using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Logging;

namespace Components.Mail;

/// <summary>Fills in templates: the owner's file where there is one and it is right, else what the pack ships.</summary>
public sealed partial class MailTemplates(SiteFolders folders, HtmlEncoder encoder, ILogger<MailTemplates> logger)
{
    private const string Text = "txt", Html = "html", English = "en";
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <summary>
    /// A mail's words, text and HTML of one language. The owner's files are read each time, so a change shows in the next mail. A mistake in one of them (an unknown placeholder, no subject) is named in the log with
    /// file and line, once for each state of the file, and the shipped words serve. An owner's text without HTML beside it makes a mail without HTML: else most readers would show the shipped words.
    /// </summary>
    /// <param name="template">Which mail.</param>
    /// <param name="values">A value for each placeholder that there is. In a subject, line breaks become spaces.</param>
    /// <param name="culture">The reader's language; null: <see cref="CultureInfo.CurrentUICulture"/>. The nearest that there is counts: of the owner's files (those without a language are for all), then of what is
    /// shipped; in the end English, the owner's before what is shipped.</param>
    /// <exception cref="InvalidOperationException">What the pack ships is missing or wrong.</exception>
    public MailContent Fill(MailTemplate template, IReadOnlyDictionary<string, MailValue> values, CultureInfo? culture = null)
    {
        culture ??= CultureInfo.CurrentUICulture;
        return FillOwn(template, culture, [.. NamesOf(culture), ""], values) ?? FillShipped(template, NamesOf(culture), values)
            ?? FillOwn(template, culture, [English], values) ?? FillShipped(template, [English], values)
            ?? throw new InvalidOperationException($"The pack '{template.Pack}' ships no mail-templates/{template.Name}.en.txt.");
    }

    private MailContent? FillOwn(MailTemplate template, CultureInfo culture, IEnumerable<string> names, IReadOnlyDictionary<string, MailValue> values)
    {
        var folder = Path.Combine(folders.MailTemplates, template.Pack);
        if (names.Select(name => new OwnFiles(folder, template.Name, name)).FirstOrDefault(files => files.Exist) is not { } own)
            return null;
        try
        {
            return Compose(own.ReadText() ?? TextBeside(own, template, culture), own.ReadHtml(), values);
        }
        catch (Exception e) when (e is MailTemplateException or IOException or UnauthorizedAccessException)
        {
            TellOnce($"{own.State} {e.Message}", e.Message);
            return null;
        }
    }

    // The owner's HTML alone goes with the shipped text of its language; without one, with that of the reader's.
    private static (string Source, string Text) TextBeside(OwnFiles own, MailTemplate template, CultureInfo culture) =>
        (own.Language.Length > 0 ? NamesOf(CultureInfo.GetCultureInfo(own.Language)) : NamesOf(culture).Append(English)).Select(name => Shipped(template, name, Text)).FirstOrDefault(text => text is not null)
        ?? throw new MailTemplateException(own.HtmlPath, 1, $"There is no text in the same language; write {Path.GetFileName(own.TextPath)} beside it.");

    private MailContent? FillShipped(MailTemplate template, IEnumerable<string> names, IReadOnlyDictionary<string, MailValue> values)
    {
        if (names.FirstOrDefault(name => Shipped(template, name, Text) is not null) is not { } language)
            return null;
        try
        {
            return Compose(Shipped(template, language, Text)!.Value, Shipped(template, language, Html), values);
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

    private static (string Source, string Text)? Shipped(MailTemplate template, string language, string kind)
    {
        var name = $"mail-templates/{template.Name}.{language}.{kind}";
        using var stream = template.Assembly.GetManifestResourceStream(name);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return ($"{template.Assembly.GetName().Name}: {name}", WithLf(reader.ReadToEnd()));
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

    /// <summary>The owner's files of one language; empty: for all.</summary>
    private sealed class OwnFiles(string folder, string template, string language)
    {
        private readonly string _path = Path.Combine(folder, language.Length > 0 ? $"{template}.{language}" : template);

        public string Language { get; } = language;

        public string TextPath => $"{_path}.{Text}";

        public string HtmlPath => $"{_path}.{Html}";

        public bool Exist => File.Exists(TextPath) || File.Exists(HtmlPath);

        public string State => string.Create(CultureInfo.InvariantCulture, $"{_path} {File.GetLastWriteTimeUtc(TextPath).Ticks} {File.GetLastWriteTimeUtc(HtmlPath).Ticks}");

        public (string Source, string Text)? ReadText() => Read(TextPath);

        public (string Source, string Text)? ReadHtml() => Read(HtmlPath);

        private static (string Source, string Text)? Read(string path) => File.Exists(path) ? (path, WithLf(File.ReadAllText(path))) : null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A mail template cannot be used, so the shipped one serves: {Problem}")]
        public static partial void Unusable(ILogger logger, string problem);
    }
}
