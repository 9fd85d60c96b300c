using System.Text.RegularExpressions;
using Components.Contact.Forms;
using Components.Spam;

namespace Components.Contact.Defence;

/// <summary>A message as the rules and Akismet see it, whichever fields its form has.</summary>
internal static partial class MessageDescription
{
    /// <summary>Below this length different people write the same: "Please call me."</summary>
    public const int LeastTelling = 40;

    /// <summary>What somebody wrote. What the form's owner wrote - choices, consents, hidden values - is not the sender's.</summary>
    /// <param name="answers">What was filled in.</param>
    /// <param name="email">The sender's address; empty: none.</param>
    public static Submission Of(IReadOnlyList<AnsweredField> answers, string email)
    {
        var website = answers.FirstOrDefault(answer => answer.Type == ItemType.Url);
        var name = answers.FirstOrDefault(answer => answer.Type == ItemType.Text && answer.Name.Equals("name", StringComparison.OrdinalIgnoreCase));
        var text = string.Join('\n', answers.Where(answer => answer != website && answer != name && IsWritten(answer)).Select(answer => answer.Text));
        return new Submission { Text = text, LinkCount = Link().Count(text), Name = name?.Text, Email = email.Length == 0 ? null : email, Website = website?.Text };
    }

    /// <summary>The same for a message that is kept.</summary>
    public static Submission Of(ContactMessage message)
    {
        var answers = AnsweredField.FromJson(message.Answers);
        // Before forms were data, all was text.
        var submission = answers.Count == 0 ? new Submission { Text = message.Text, LinkCount = Link().Count(message.Text), Email = message.Email } : Of(answers, message.Email);
        return submission with { Network = message.Network };
    }

    /// <summary>What tells a message from others: its long texts, or all that was written where there are none. Not who sent it, which programs change from one to the next.</summary>
    public static string TellingText(IReadOnlyList<AnsweredField> answers)
    {
        var texts = answers.Where(answer => answer.Type == ItemType.LongText).ToList();
        return string.Join('\n', (texts.Count > 0 ? texts : answers.Where(answer => answer.Type == ItemType.Text)).Select(answer => answer.Text));
    }

    private static bool IsWritten(AnsweredField answer) => answer.Type is ItemType.Text or ItemType.LongText or ItemType.Url or ItemType.Tel;

    [GeneratedRegex(@"https?://|(?<![\w./])www\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
