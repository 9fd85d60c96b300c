using Components.Fragments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Tests.Fixture;

/// <summary>Shows what it read for everybody: how often that was.</summary>
[Fragment("test/read")]
public sealed class ReadFragment(Journal journal) : Fragment
{
    private string? _read;

    /// <summary>Where its reading waits; null: nowhere.</summary>
    public static Func<Task>? Wait { get; set; }

    [Parameter] public string Topic { get; set; } = "";

    /// <summary>How large it says that is.</summary>
    [Parameter] public int Size { get; set; }

    [Parameter] public bool IsMissing { get; set; }

    protected override async Task OnGetAsync() => _read = await ReadSharedAsync((Topic, IsMissing), [$"read:{Topic}"], _ => Size, ReadAsync);

    private async Task<string?> ReadAsync()
    {
        string number;
        lock (journal)
        {
            journal.Write($"read {Topic}");
            number = $"{journal.Entries.Count(entry => entry == $"read {Topic}")}";
        }
        if (Wait is { } wait)
            await wait();
        return IsMissing ? null : number;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, $"<p>{_read}</p>");
}
