using Components.Tests.Fixture;
using Microsoft.Extensions.Options;

namespace Components.Tests.Mail;

public sealed class MailOptionsTests
{
    [Theory]
    [InlineData("Mail:Port", "465", "implicit TLS")]
    [InlineData("Mail:Port", "0", "Port")]
    [InlineData("Mail:From", "a@example.com, b@example.com", "From")]
    [InlineData("Mail:From", "Site <a@example.com>", "Mail:FromName")]
    [InlineData("Mail:KeepSentDays", "-1", "KeepSentDays")]
    [InlineData("Mail:Timeout", "00:11:00", "Timeout")]
    [InlineData("Mail:UserName", "ada", "Mail:Password")]
    public async Task A_setting_that_cannot_work_ends_the_start_with_a_reason(string name, string value, string reason)
    {
        await using var host = new TestHost();
        host.Settings["Mail:Host"] = "mail.example.com";
        host.Settings[name] = value;
        Assert.Contains(reason, (await Assert.ThrowsAsync<OptionsValidationException>(async () => await host.InitializeAsync())).Message, StringComparison.Ordinal);
    }
}
