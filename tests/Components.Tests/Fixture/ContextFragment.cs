using Components.Fragments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;

namespace Components.Tests.Fixture;

/// <summary>Says which scope and which request it sees.</summary>
[Fragment("test/context")]
public sealed class ContextFragment(ScopedThing scoped, IHttpContextAccessor accessor) : Fragment
{
    [Parameter] public int Number { get; set; }

    protected override Task OnGetAsync() => Task.Delay(50, Aborted);

    protected override void BuildRenderTree(RenderTreeBuilder builder) =>
        builder.AddContent(0, $"{scoped.Name}|{accessor.HttpContext!.Request.Path}{accessor.HttpContext.Request.QueryString}");
}
