using System.Globalization;

namespace Components.Comments.Seeding;

/// <summary>Tells how far the seeding is: on one line of a terminal, elsewhere on a new line every few seconds.</summary>
internal sealed class SeedProgress(TextWriter output, bool isTerminal, int count, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly long _start = clock.GetTimestamp();
    private long _last = clock.GetTimestamp();
    private int _done;

    public void Report(int done)
    {
        _done = done;
        if (!isTerminal && clock.GetElapsedTime(_last) < Pause)
            return;
        _last = clock.GetTimestamp();
        var rate = done / clock.GetElapsedTime(_start).TotalSeconds;
        var line = string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {count:N0} ({100.0 * done / count:0} %), {rate:N0} a second, {TimeSpan.FromSeconds((count - done) / rate):h\\:mm\\:ss} left");
        if (isTerminal)
            output.Write($"\r{line,-79}");
        else
            output.WriteLine(line);
    }

    public void Finish(int answers, long votes, string subject)
    {
        if (isTerminal)
            output.Write($"\r{"",-79}\r");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_done:N0} comments, {answers:N0} of them answers, with {votes:N0} votes are in the thread '{subject}': {clock.GetElapsedTime(_start):h\\:mm\\:ss\\.f}"));
    }
}
