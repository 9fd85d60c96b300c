using System.Threading.Channels;
using Components.Spam;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Components.Comments.Moderation;

/// <summary>Tells Akismet what moderators decided, after they have their answer. Where it cannot be reached it learns nothing; nobody waits, and nothing is tried again.</summary>
internal sealed partial class AkismetReports(Akismet akismet, ILogger<AkismetReports> logger) : BackgroundService
{
    // A wave of spam that is dealt with at once fits; what is beyond is not worth the memory.
    private readonly Channel<(AkismetComment Comment, bool IsSpam)> _waiting =
        Channel.CreateBounded<(AkismetComment, bool)>(new BoundedChannelOptions(5_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public bool IsOn => akismet.IsOn;

    public void Add(AkismetComment comment, bool isSpam) => _waiting.Writer.TryWrite((comment, isSpam));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (comment, isSpam) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            var isTold = isSpam ? await akismet.SubmitSpamAsync(comment, stoppingToken) : await akismet.SubmitHamAsync(comment, stoppingToken);
            if (!isTold && !stoppingToken.IsCancellationRequested)
                Log.NotTold(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Akismet was not told of a moderator's decision")]
        public static partial void NotTold(ILogger logger);
    }
}
