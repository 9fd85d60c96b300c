namespace Components.Mail;

/// <summary>The text of a template: <c>Subject: …</c> in the first line, an empty line, the body.</summary>
internal sealed record MailText(MailWords Subject, MailWords Body)
{
    private const string Start = "Subject:";

    /// <exception cref="MailTemplateException">It is not so.</exception>
    public static MailText Parse(string source, string text)
    {
        var lines = text.Split('\n', 3);
        if (!lines[0].StartsWith(Start, StringComparison.OrdinalIgnoreCase) || string.IsNullOrWhiteSpace(lines[0][Start.Length..]))
            throw new MailTemplateException(source, 1, "The first line must be “Subject: ” and the subject.");
        if (lines.Length < 3 || lines[1].Trim().Length > 0)
            throw new MailTemplateException(source, 2, "After the subject comes an empty line, then the text.");
        return new MailText(MailWords.Parse(source, lines[0][Start.Length..].Trim(), 1), MailWords.Parse(source, lines[2], 3));
    }
}
