using Components.Caching;
using Components.Fragments;
using Components.Packs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Tests.Fixture;

/// <summary>Shows the same to everybody. Says how often it was made.</summary>
[Fragment("test/everybody"), Cached(ForEverybody = true)]
public sealed class EverybodyFragment(Journal journal) : Fragment
{
    private int _number;

    /// <summary>Where its making waits when it has read; null: nowhere.</summary>
    public static Func<Task>? Wait { get; set; }

    [Parameter] public string Topic { get; set; } = "";

    [Parameter] public string Does { get; set; } = "";

    protected override IEnumerable<string> Tags => [$"test:{Topic}"];

    protected override async Task OnGetAsync()
    {
        journal.Write($"everybody {Topic}");
        _number = journal.Entries.Count(entry => entry == $"everybody {Topic}");
        if (Wait is { } wait)
            await wait();
        if (Does == "fails")
            throw new InvalidOperationException("As it was told.");
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "p");
        builder.AddAttribute(1, "title", CoreTexts.In(Http.RequestServices)["Try again"]);
        builder.AddContent(2, $"{Topic} {_number}");
        builder.CloseElement();
        switch (Does)
        {
            case "holds":
                builder.OpenComponent<SubjectFragment>(3);
                builder.AddComponentParameter(4, nameof(Load), Load.Inline);
                builder.AddComponentParameter(5, nameof(SubjectFragment.Subject), "inner");
                builder.CloseComponent();
                break;
            case "breaks":
                builder.OpenComponent<BrokenPart>(6);
                builder.CloseComponent();
                break;
        }
    }
}
