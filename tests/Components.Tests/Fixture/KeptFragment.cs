using Components.Caching;
using Components.Fragments;
using Components.Packs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Tests.Fixture;

/// <summary>Can be kept. Says how often it was made, and does as it is told meanwhile.</summary>
[Fragment("test/kept"), Cached]
public sealed class KeptFragment(Journal journal) : Fragment
{
    private int _number;

    /// <summary>Where its making waits; null: nowhere.</summary>
    public static Func<string, Task>? Wait { get; set; }

    [Parameter] public string Topic { get; set; } = "";

    [Parameter] public string Does { get; set; } = "";

    protected override IEnumerable<string> Tags => [$"test:{Topic}"];

    protected override async Task OnGetAsync()
    {
        lock (journal)
        {
            journal.Write($"kept {Topic}");
            _number = journal.Entries.Count(entry => entry == $"kept {Topic}");
        }
        if (Wait is { } wait)
            await wait(Topic);
        if (Does == "cookie")
            Http.Response.Cookies.Append("own", "1");
        if (Does == "missing")
            Response.Status = 404;
        if (Does == "flash")
            Response.Flash("Said");
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, $"<p class=\"kept\">{_number}</p>");
        builder.AddContent(1, CoreTexts.In(Http.RequestServices)["Try again"]);
        switch (Does)
        {
            case "session":
                builder.OpenComponent<SessionFragment>(2);
                builder.CloseComponent();
                break;
            case "holds":
                builder.OpenComponent<PushedFragment>(3);
                builder.AddComponentParameter(4, nameof(Load), Load.Inline);
                builder.CloseComponent();
                break;
            case "breaks":
                builder.OpenComponent<BrokenPart>(6);
                builder.CloseComponent();
                break;
            case "long":
                builder.AddContent(5, new string('x', 100_000));
                break;
        }
    }
}
