using Components.Contact.Defence;
using Components.Contact.Forms;
using Components.Spam;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Components.Contact;

/// <summary>By what a message is told from others.</summary>
public sealed partial class ContactMessage
{
    private const int FingerprintLength = 22;

    /// <summary>Stands for what was written (<see cref="SpamText.Fingerprint"/>), so that the same text is found again; null: there is no text to tell it by.</summary>
    public string? Fingerprint { get; private init; }

    internal static string? FingerprintOf(string telling) => telling.Length == 0 ? null : SpamText.Fingerprint(telling);

    private static string? FingerprintOf(IReadOnlyList<AnsweredField> answers) => FingerprintOf(MessageDescription.TellingText(answers));

    private static void MapDefence(EntityTypeBuilder<ContactMessage> message)
    {
        message.Property(m => m.Fingerprint).HasMaxLength(FingerprintLength);
        // The same text again; what else came from one network.
        message.HasIndex(m => new { m.Fingerprint, m.Id });
        message.HasIndex(m => new { m.Network, m.Place, m.Id }).HasFilter("\"Network\" IS NOT NULL");
    }
}
