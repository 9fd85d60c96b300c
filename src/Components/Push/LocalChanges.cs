using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Components.Push;

/// <summary>Changes of this process.</summary>
internal sealed partial class LocalChanges(ILogger<LocalChanges> logger) : IChanges
{
    private ImmutableArray<Action<IReadOnlyCollection<string>>> _listeners = [];

    public void Publish(params IReadOnlyCollection<string> tags)
    {
        foreach (var heard in _listeners)
        {
            try
            {
                heard(tags);
            }
            catch (Exception e)
            {
                // What was changed is changed, whoever fails to hear of it.
                Log.ListenerFailed(logger, e);
            }
        }
    }

    public IDisposable Listen(Action<IReadOnlyCollection<string>> heard)
    {
        ImmutableInterlocked.Update(ref _listeners, static (all, one) => all.Add(one), heard);
        return new Listening(this, heard);
    }

    private sealed class Listening(LocalChanges changes, Action<IReadOnlyCollection<string>> heard) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref changes._listeners, static (all, one) => all.Remove(one), heard);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Somebody who listens to changes failed")]
        public static partial void ListenerFailed(ILogger logger, Exception e);
    }
}
