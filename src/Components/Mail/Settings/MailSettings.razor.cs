using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text.Encodings.Web;
using Components.Data;
using Components.Fragments;
using Components.Signing;
using Components.Spam;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Components.Mail.Settings;

/// <summary>To whom a test mail goes.</summary>
public sealed class TestMail
{
    /// <summary>One address.</summary>
    [Display(Name = "E-mail address"), Required, EmailAddress, StringLength(254)]
    public string? To { get; set; }
}

/// <summary>How mail leaves the site: each setting with its source, and a mail to try them by.</summary>
[Fragment("mail/settings", Title = "Mail settings", Scope = UrlScope.User), Authorize(MailPack.Manage)]
public sealed partial class MailSettings(IServiceProvider services, IOptions<MailOptions> options, SiteAddress site, HtmlEncoder encoder, TimeProvider clock, ILogger<MailSettings> logger) : Fragment
{
    // Of the whole site: whoever took over an administrator's account should not find a mail cannon in it.
    private const int MostTests = 5;

    private readonly MailOptions _options = options.Value;
    private IReadOnlyList<SettingInUse> _settings = [];
    private MailFailure? _failure;
    private bool _isSent;

    private string PickupFolder => services.GetRequiredService<MailTransport>().PickupFolder;

    // On the way to another machine anybody between could read it.
    private bool IsPasswordOpen => _options is { Host: { } host, UserName: not null, StartTls: false } && host != "localhost" && !(IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <inheritdoc/>
    protected override Task OnGetAsync()
    {
        _settings = [.. services.GetRequiredService<SettingSources>().Read()];
        return Task.CompletedTask;
    }

    /// <summary>Sends a mail past the outbox, and says what came of it.</summary>
    public async Task OnPostTestAsync([FromForm] TestMail form)
    {
        if (!MailAddress.TryCreate(form.To, out var address) || address.Address != form.To)
            Refuse(nameof(form.To), L["This must be one e-mail address, such as name@example.com."]);
        else if (services.GetRequiredService<SubmissionLimiter>().Count("mail/test", ["site"], RateLimit.PerMinute(MostTests)) is { } wait)
            Wait(wait);
        else
            await TryAsync(form.To);
    }

    private void Wait(TimeSpan time)
    {
        Http.Response.Headers.RetryAfter = Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        Response.Fail(StatusCodes.Status429TooManyRequests, L["At most {0} test mails are sent in a minute. Please wait a moment.", MostTests]);
    }

    private async Task TryAsync(string to)
    {
        Log.Tried(logger, to, Http.User.UserId());
        try
        {
            await services.GetRequiredService<MailTransport>().SendAsync(Write(to), Aborted);
            _isSent = true;
        }
        catch (Exception e) when (!Aborted.IsCancellationRequested)
        {
            _failure = MailFailure.Of(e, _options);
        }
    }

    private OutboxMail Write(string to)
    {
        var text = L["This is a test. If you can read it, mail from {0} arrives.", site.Origin].Value;
        var content = new MailContent(L["Test mail from {0}", site.Url.Host], text + "\n", $"<!DOCTYPE html><html><body><p>{encoder.Encode(text)}</p></body></html>");
        return OutboxMail.Write(services.GetRequiredService<TimeOrderedId>().Next(), clock.GetUtcNow(), to, content);
    }

    private string SourceOf(SettingInUse setting) => setting.Source switch
    {
        SettingSource.Default => L["default"],
        SettingSource.Environment => L["environment variable {0}", setting.Place!],
        SettingSource.File => L["file {0}", setting.Place!],
        SettingSource.CommandLine => L["command line {0}", setting.Place!],
        _ => L["set by the program"],
    };

    private string Explain(MailFailure failure) => failure.Problem switch
    {
        MailProblem.NoServer => L["No mail server could be reached at {0}, port {1}. Are name and port right, and does a firewall let it through?", _options.Host!, _options.Port],
        MailProblem.NoAnswer => L["The mail server did not answer within {0} seconds (Mail:Timeout). A port for implicit TLS behaves like that, and so does a firewall.", _options.Timeout.TotalSeconds],
        MailProblem.NoStartTls => L["The mail server offers no STARTTLS, and Mail:StartTls demands it. Nothing was sent. Is the port right? Mostly it is 587."],
        MailProblem.Certificate => L["The mail server's certificate is not accepted. Mail:Host must be the name in the certificate, and this computer must trust who issued it."],
        MailProblem.LoginRefused => L["The mail server does not accept Mail:UserName and Mail:Password."],
        MailProblem.LoginNeeded => L["The mail server demands a login, or STARTTLS first. Set Mail:UserName and Mail:Password, and leave Mail:StartTls on."],
        MailProblem.NotNow => L["The mail server takes no mail just now. Its own words say why; later it may."],
        MailProblem.ReceiverRefused => L["The mail server refuses this receiver."],
        MailProblem.MailRefused => L["The mail server refuses the mail. Often it is because it does not send for Mail:From, {0}.", _options.From],
        MailProblem.ConnectionLost => L["The connection broke before the mail server had said that it took the mail. It may arrive all the same."],
        MailProblem.AddressWrong => L["An address is not one e-mail address."],
        _ => L["The mail could not be sent."],
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "A test mail to {To} was asked for by {User}")]
        public static partial void Tried(ILogger logger, string to, string? user);
    }
}
