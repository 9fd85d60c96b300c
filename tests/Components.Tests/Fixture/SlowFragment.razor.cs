using Components.Fragments;
using Microsoft.AspNetCore.Components;

namespace Components.Tests.Fixture;

/// <summary>Takes as long as it is told: by waiting, which ends with the token, or by blocking its thread, which does not.</summary>
public sealed partial class SlowFragment(Journal journal, ScopedThing thing) : Fragment
{
    [Parameter] public int Milliseconds { get; set; }

    [Parameter] public bool Blocks { get; set; }

    [Parameter] public string Subject { get; set; } = "";

    protected override async Task OnGetAsync()
    {
        try
        {
            if (Blocks)
                Thread.Sleep(Milliseconds);
            else
                await Task.Delay(Milliseconds, Aborted);
            journal.Write($"{Subject} ended, {(Aborted.IsCancellationRequested ? "cancelled" : "in time")}, {(journal.Ended.Contains(thing.Name) ? "scope gone" : "scope there")}, {Http.Request.Path}");
        }
        catch (OperationCanceledException)
        {
            journal.Write($"{Subject} cancelled");
            throw;
        }
    }
}
