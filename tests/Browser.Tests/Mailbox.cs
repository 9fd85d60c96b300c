using System.Text;
using System.Text.RegularExpressions;

namespace Browser.Tests;

/// <summary>Reads what the site has mailed, from its pickup folder.</summary>
internal static partial class Mailbox
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The link in the newest mail to that address; waits for the mail.</summary>
    public static async Task<string> LinkToAsync(this LiveSite site, string address)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (true)
        {
            var mails = System.IO.Directory.Exists(site.MailFolder) ? new DirectoryInfo(site.MailFolder).GetFiles("*.eml") : [];
            foreach (var mail in mails.OrderByDescending(file => file.LastWriteTimeUtc))
                if (File.ReadAllText(mail.FullName) is var text && text.Contains($"To: {address}", StringComparison.OrdinalIgnoreCase) && Link().Match(Body(text)) is { Success: true } link)
                    return link.Value;
            if (TimeProvider.System.GetUtcNow() > until)
                throw new TimeoutException($"No mail to {address} came within {Patience.TotalSeconds} seconds.");
            await Task.Delay(100);
        }
    }

    private static string Body(string mail)
    {
        var split = mail.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var body = mail[(split + 4)..];
        if (mail[..split].Contains("base64", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8.GetString(Convert.FromBase64String(body));
        if (mail[..split].Contains("8bit", StringComparison.OrdinalIgnoreCase))
            return body;
        return QuotedByte().Replace(body.Replace("=\r\n", "", StringComparison.Ordinal), match => ((char)Convert.ToByte(match.Groups[1].Value, 16)).ToString());
    }

    [GeneratedRegex("=([0-9A-F]{2})")]
    private static partial Regex QuotedByte();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
