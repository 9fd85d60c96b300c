using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Components.Fragments;

/// <summary>What the engine writes into the log.</summary>
internal static partial class FragmentLog
{
    private static ILogger Of(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger("Components.Fragments");

    public static void InlineFailed(IServiceProvider services, string fragment, Exception e) => InlineFailed(Of(services), fragment, e);

    public static void Unavailable(IServiceProvider services, string fragment, Exception e) => Unavailable(Of(services), fragment, e);

    public static void Failed(IServiceProvider services, string fragment, Exception e) => Failed(Of(services), fragment, e);

    public static void BadForm(IServiceProvider services, string fragment, string reason) => BadForm(Of(services), fragment, reason);

    public static void Refused(IServiceProvider services, string fragment, int status, string reason) => Refused(Of(services), fragment, status, reason);

    public static void WrongTag(IServiceProvider services, string? page, string fragment, string problem) => WrongTag(Of(services), page, fragment, problem);

    public static void SourceFailed(IServiceProvider services, string address, string problem) => SourceFailed(Of(services), address, problem);

    [LoggerMessage(18, LogLevel.Warning, "The source {Address} cannot be shown: {Problem}")]
    private static partial void SourceFailed(ILogger logger, string address, string problem);

    public static void NoRoom(IServiceProvider services, string fragment, string problem) => NoRoom(Of(services), fragment, problem);

    [LoggerMessage(19, LogLevel.Error, "Fragment {Fragment}: a file could not be kept: {Problem}")]
    private static partial void NoRoom(ILogger logger, string fragment, string problem);

    public static void NoMarkup(IServiceProvider services, string fragment) => NoMarkup(Of(services), fragment);

    [LoggerMessage(17, LogLevel.Warning, "Fragment {Fragment} has a model and no markup: its page shows nothing in its place. Outside of development nothing is made up for it")]
    private static partial void NoMarkup(ILogger logger, string fragment);

    public static void SameId(IServiceProvider services, string? page, string id, string given) => SameId(Of(services), page, id, given);

    public static void TooSlow(IServiceProvider services, string message) => TooSlow(Of(services), message);

    [LoggerMessage(1, LogLevel.Error, "Fragment {Fragment} failed inside its page")]
    private static partial void InlineFailed(ILogger logger, string fragment, Exception e);

    [LoggerMessage(2, LogLevel.Warning, "Fragment {Fragment}: the database is not available")]
    private static partial void Unavailable(ILogger logger, string fragment, Exception e);

    [LoggerMessage(3, LogLevel.Error, "Fragment {Fragment} failed")]
    private static partial void Failed(ILogger logger, string fragment, Exception e);

    [LoggerMessage(4, LogLevel.Information, "Fragment {Fragment}: a form could not be read: {Reason}")]
    private static partial void BadForm(ILogger logger, string fragment, string reason);

    [LoggerMessage(5, LogLevel.Information, "Fragment {Fragment} answered {Status}: {Reason}")]
    private static partial void Refused(ILogger logger, string fragment, int status, string reason);

    [LoggerMessage(6, LogLevel.Warning, "{Page}: <component-view name=\"{Fragment}\"> cannot be shown. {Problem}")]
    private static partial void WrongTag(ILogger logger, string? page, string fragment, string problem);

    [LoggerMessage(7, LogLevel.Warning, "{Page}: two fragments have Id=\"{Id}\". The second is '{Given}'. Give it an id of its own")]
    private static partial void SameId(ILogger logger, string? page, string id, string given);

    [LoggerMessage(8, LogLevel.Warning, "{Message}")]
    private static partial void TooSlow(ILogger logger, string message);
}
