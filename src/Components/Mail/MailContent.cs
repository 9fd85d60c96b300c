namespace Components.Mail;

/// <summary>What a mail says.</summary>
/// <param name="Subject">One line; cut at <see cref="OutboxMail.LongestSubject"/>.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">The same as a whole HTML document; null: there is only the text.</param>
public sealed record MailContent(string Subject, string Text, string? Html = null);
