using System.Collections.Concurrent;

namespace Components.Tests.Signing;

/// <summary>Eight threads that do the same at the same time.</summary>
internal static class Threads
{
    /// <summary>Each of them does it so often; the first failure of any is the test's.</summary>
    public static void Repeat(int count, Action<int> act)
    {
        ConcurrentQueue<Exception> failures = [];
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            try
            {
                for (var i = 0; i < count; i++)
                    act(i);
            }
            catch (Exception e)
            {
                failures.Enqueue(e);
            }
        })).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.Empty(failures);
    }
}
