using Components.Spam;

namespace Components.Contact.Defence;

/// <summary>Teaches Akismet what readers of the inbox decide. Nobody waits for it, and a restart loses nothing.</summary>
public sealed class MessageLessons(AkismetReports reports, SiteAddress site)
{
    /// <summary>What a message is to Akismet.</summary>
    internal const string AkismetType = "contact-form";

    /// <summary>Tells what messages are after all. Call it after they are saved, for those that were the other before; not inside of a transaction.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="isSpam">Whether they are spam; else they are none.</param>
    /// <param name="cancellation">Ends the wait for other writers.</param>
    public Task TeachAsync(IEnumerable<ContactMessage> messages, bool isSpam, CancellationToken cancellation) =>
        reports.AddAsync(messages.Select(message => new AkismetReport(Describe(message), isSpam)), cancellation);

    private AkismetComment Describe(ContactMessage message)
    {
        var submission = MessageDescription.Of(message);
        return new AkismetComment
        {
            Text = submission.Text,
            Network = submission.Network ?? "",
            Type = AkismetType,
            Name = submission.Name,
            Email = submission.Email,
            Website = submission.Website,
            Permalink = site.LinkTo(message.HostPage),
            CreatedAt = message.CreatedAt,
            Language = message.Language,
        };
    }
}
