using Components.Admission;

namespace Components.Tests.Admission;

/// <summary>A line with two permits, at most 20 who wait for a second, and a clock that a test moves.</summary>
public abstract class TurnsBase : IDisposable
{
    protected const int Permits = 2, MostWaiting = 20;
    protected static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1), LongestHold = TimeSpan.FromSeconds(10), Moment = TimeSpan.FromMilliseconds(50);

    private protected HandClock Clock { get; } = new();

    private protected Turns Turns { get; }

    protected TurnsBase() => Turns = Make(inOrder: false);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Turns.Dispose();
    }

    private protected Turns Make(bool inOrder, int permits = Permits, int mostWaiting = MostWaiting) => new(permits, mostWaiting, LongestWait, LongestHold, inOrder, Clock);

    private protected List<Comer> Fill() => Many(Permits);

    private protected List<Comer> Many(int count) => [.. Enumerable.Range(0, count).Select(_ => Come())];

    private protected Comer Come() => new(Turns);

    private protected sealed class Comer
    {
        private readonly Task<bool> _let;

        public Comer(Turns turns)
        {
            Permit = new Permit(turns);
            _let = Permit.EnterAsync().AsTask();
        }

        public Permit Permit { get; }

        /// <summary>Whether it was let in; null: it waits.</summary>
        public bool? Answer => _let.IsCompleted ? _let.Result : null;
    }
}
