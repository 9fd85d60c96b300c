using Microsoft.AspNetCore.Http.Features;

namespace Components.Fragments;

/// <summary>The head of an answer inside of a batch. What wants to have its say just before an answer starts, such as the token of another site's visitor, has it once the answer is complete.</summary>
internal sealed class BatchedResponse : HttpResponseFeature
{
    private readonly Stack<(Func<object, Task> Callback, object State)> _starting = new();

    public override void OnStarting(Func<object, Task> callback, object state) => _starting.Push((callback, state));

    /// <summary>Calls them, the last one first, as servers do.</summary>
    public async Task StartAsync()
    {
        while (_starting.TryPop(out var item))
            await item.Callback(item.State);
    }
}
