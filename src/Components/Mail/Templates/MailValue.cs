namespace Components.Mail;

/// <summary>What stands in the place of a placeholder. In HTML a text is encoded, and its line breaks become <c>&lt;br&gt;</c>.</summary>
public readonly record struct MailValue
{
    private MailValue(string text, string? html) => (Text, Html) = (text, html);

    internal string Text { get; }

    internal string? Html { get; }

    /// <summary>A text, as anybody may have typed it.</summary>
    public static MailValue Of(string? text) => new(text ?? "", null);

    /// <summary>A text, and HTML for the same in a template that is HTML, such as a table. The HTML goes into the mail as it is: whoever makes it encodes what is in it.</summary>
    public static MailValue OfHtml(string text, string html) => new(text, html);

    /// <summary>A text, as anybody may have typed it.</summary>
    public static implicit operator MailValue(string? text) => Of(text);
}
