using System.Runtime.CompilerServices;
using Components.Data;

namespace Components.Sqlite;

/// <summary>A writing transaction that waits for its turn, and for the commit that it shares with others.</summary>
internal abstract class PendingWrite
{
    // The box alone: what is begun inside and goes on, such as a timer, keeps it for as long.
    private static readonly AsyncLocal<StrongBox<bool>?> Current = new();
    private readonly StrongBox<bool> _isRunning = new();

    /// <summary>Refuses to write where whoever asks is inside of one already: each would wait for the other.</summary>
    /// <exception cref="InvalidOperationException">It is so.</exception>
    public static void ThrowIfInside()
    {
        if (Current.Value is { } running && Volatile.Read(ref running.Value))
            throw new InvalidOperationException("There is a writing transaction already, and this one is inside of it: write by that one.");
    }

    /// <summary>Says that it is written now, and no longer only waits.</summary>
    /// <returns>False where whoever asked for it has given up.</returns>
    public abstract bool TryBegin();

    /// <summary>Does what is to be written, as the one who asked for it: in their language, with their trace.</summary>
    public abstract Task RunAsync(PlainTransaction transaction);

    /// <summary>Tells of a failure whoever has not been told of one yet.</summary>
    public abstract void Fail(Exception e);

    /// <summary>Tells that it is committed whoever has not been told of a failure.</summary>
    public abstract void Acknowledge();

    private protected void Enter()
    {
        Volatile.Write(ref _isRunning.Value, true);
        Current.Value = _isRunning;
    }

    private protected void Leave() => Volatile.Write(ref _isRunning.Value, false);
}

/// <inheritdoc/>
internal sealed class PendingWrite<T> : PendingWrite
{
    private readonly Func<PlainTransaction, Task<T>> _work;
    private readonly ExecutionContext? _asker = ExecutionContext.Capture();

    // Those who wait do not go on inside of the writer.
    private readonly TaskCompletionSource<T> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _giveUp;
    private T _result = default!;
    private int _isDecided;

    public PendingWrite(Func<PlainTransaction, Task<T>> work, CancellationToken cancellation)
    {
        _work = work;
        _giveUp = cancellation.UnsafeRegister(static (self, token) => ((PendingWrite<T>)self!).GiveUp(token), this);
    }

    public Task<T> Result => _told.Task;

    public override bool TryBegin()
    {
        _giveUp.Dispose();
        return Decide();
    }

    public override async Task RunAsync(PlainTransaction transaction)
    {
        Task<T>? running = null;
        try
        {
            if (_asker is null)
                Begin();
            else
                ExecutionContext.Run(_asker, _ => Begin(), null);
            _result = await running!.ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }

        void Begin()
        {
            Enter();
            running = _work(transaction);
        }
    }

    public override void Fail(Exception e)
    {
        _giveUp.Dispose();
        if (e is OperationCanceledException cancelled)
            _told.TrySetCanceled(cancelled.CancellationToken);
        else
            _told.TrySetException(e);
    }

    public override void Acknowledge() => _told.TrySetResult(_result);

    private void GiveUp(CancellationToken token)
    {
        if (Decide())
            _told.TrySetCanceled(token);
    }

    private bool Decide() => Interlocked.Exchange(ref _isDecided, 1) == 0;
}
