using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using Components.Outbox;

namespace Components.Mail;

/// <summary>What kept a mail from being sent.</summary>
internal enum MailProblem
{
    Other,
    NoServer,
    NoAnswer,
    NoStartTls,
    Certificate,
    LoginRefused,
    LoginNeeded,
    NotNow,
    ReceiverRefused,
    MailRefused,
    ConnectionLost,
    AddressWrong,
}

/// <summary>Reads the framework's exceptions, which say little by themselves.</summary>
/// <param name="Problem">What it comes down to.</param>
/// <param name="Words">The words of the server, or of the system; see <see cref="OutboxItem.WordsOf"/>.</param>
internal sealed record MailFailure(MailProblem Problem, string Words)
{
    private const int MustLogIn = 530, LoginFailed = 535;

    public static MailFailure Of(Exception exception, MailOptions options) => new(ProblemOf(exception) switch
    {
        // The framework's client says nothing of a login that fails, and goes on without.
        MailProblem.LoginNeeded when options.UserName is not null => MailProblem.LoginRefused,
        var problem => problem,
    }, OutboxItem.WordsOf(exception));

    /// <summary>Whether trying again would be of no use: the server refused the receiver by a code of 500 or above (RFC 5321, 4.2.1), or the address is none.</summary>
    public static bool IsForGood(Exception exception) => exception switch
    {
        SmtpFailedRecipientsException { InnerExceptions: { Length: > 0 } all } => all.All(IsForGood),
        SmtpFailedRecipientException { StatusCode: >= SmtpStatusCode.CommandUnrecognized } => true,
        _ => exception is FormatException,
    };

    private static MailProblem ProblemOf(Exception exception) => exception switch
    {
        TimeoutException => MailProblem.NoAnswer,
        FormatException => MailProblem.AddressWrong,
        SmtpFailedRecipientException when IsForGood(exception) => MailProblem.ReceiverRefused,
        SmtpException smtp => ProblemOf(smtp),
        _ => MailProblem.Other,
    };

    private static MailProblem ProblemOf(SmtpException exception) => exception.GetBaseException() switch
    {
        AuthenticationException => MailProblem.Certificate,
        SocketException { SocketErrorCode: not (SocketError.ConnectionReset or SocketError.Shutdown) } => MailProblem.NoServer,
        SocketException or IOException => MailProblem.ConnectionLost,
        _ => ProblemOf((int)exception.StatusCode, exception.Message),
    };

    // RFC 5321, 4.2.1: 4… is for now, 5… for good.
    private static MailProblem ProblemOf(int code, string message) => code switch
    {
        MustLogIn => MailProblem.LoginNeeded,
        LoginFailed => MailProblem.LoginRefused,
        >= 400 and < 500 => MailProblem.NotNow,
        >= 550 and < 560 => MailProblem.MailRefused,
        // Said by the framework itself, without a code.
        _ => message.Contains("does not support secure connections", StringComparison.Ordinal) ? MailProblem.NoStartTls : MailProblem.Other,
    };
}
