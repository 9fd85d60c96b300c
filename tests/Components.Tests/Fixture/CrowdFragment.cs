using Components.Fragments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Components.Tests.Fixture;

/// <summary>While it reads it asks the request for much, and writes to it, as others do at the same time.</summary>
[Fragment("test/crowd")]
public sealed class CrowdFragment : Fragment
{
    public const int Rounds = 2000;
    public const int Cookies = 50;

    private int _seen;

    [Parameter] public string Letter { get; set; } = "";

    protected override Task OnGetAsync()
    {
        for (var number = 0; number < Rounds; number++)
        {
            // Of a kind of its own each, as what others set is.
            Http.Features[typeof(List<>).MakeGenericType(number % 2 == 0 ? typeof(int) : typeof(string))] = new();
            Http.Items[(Letter, number)] = number;
            if (Http.Request.Query.Count == 0 && Http.Request.Cookies["none"] is null && Http.User.Identity is not null && Http.Items[(Letter, number)] is int && Http.Items[(Letter, -1)] is null)
                _seen++;
            if (number < Cookies)
                Http.Response.Cookies.Append($"{Letter}-{number}", "1");
            Http.Response.Headers[$"X-{Letter}-{number % Cookies}"] = "1";
        }
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"{Letter} saw {_seen}");
}
