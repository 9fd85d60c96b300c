using Components.Fragments;
using Components.Packs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Tests.Fixture;

/// <summary>A list of two parts that others may share. Each says how often it was made.</summary>
[Fragment("test/shared")]
public sealed class SharedFragment(Journal journal) : Fragment
{
    [Parameter] public string Topic { get; set; } = "";

    [Parameter] public bool IsPersonal { get; set; }

    [Parameter] public bool HasLink { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddContent(1, Share(new Item(Topic, 1), content => Build(content, 1)));
        builder.AddContent(2, Share(new Item(Topic, 2), content => Build(content, 2)));
        if (HasLink)
            builder.AddContent(4, Share("link", BuildLink, hasOwnLinks: true));
        // Beside them: what stands for one visitor alone anywhere in an answer counts.
        if (IsPersonal)
            builder.AddContent(3, UrlOf<SessionFragment>().Partial);
    }

    private void Build(RenderTreeBuilder builder, int number)
    {
        journal.Write($"shared {Topic}");
        builder.OpenElement(0, "p");
        builder.AddAttribute(1, "title", CoreTexts.In(Http.RequestServices)["Try again"]);
        builder.AddAttribute(2, "data-url", UrlOf<SubjectFragment>(("Subject", "<é>")).Partial);
        builder.AddContent(3, $"{number} of {Topic}: {journal.Entries.Count(entry => entry == $"shared {Topic}")}");
        builder.CloseElement();
    }

    private void BuildLink(RenderTreeBuilder builder)
    {
        journal.Write("shared link");
        builder.OpenComponent<FragmentLink>(0);
        builder.AddComponentParameter(1, nameof(FragmentLink.Parameters), With((nameof(HasLink), null)));
        builder.CloseComponent();
    }

    private sealed record Item(string Topic, int Number);
}
