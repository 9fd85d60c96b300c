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

    /// <summary>Where all begin at once; null: by themselves.</summary>
    public static Barrier? Start { get; set; }

    [Parameter] public string Person { get; set; } = "";

    protected override Task OnGetAsync()
    {
        Start?.SignalAndWait(TimeSpan.FromSeconds(30));
        for (var number = 0; number < Rounds; number++)
        {
            // Of a kind of its own each, as what others set is.
            Http.Features[typeof(List<>).MakeGenericType(number % 2 == 0 ? typeof(int) : typeof(string))] = new();
            Http.Items[(Person, number)] = number;
            if (Http.Request.Query.Count == 0 && Http.Request.Cookies["none"] is null && Http.User.Identity is not null && Http.Items[(Person, number)] is int && Http.Items[(Person, -1)] is null)
                _seen++;
            if (number < Cookies)
                Http.Response.Cookies.Append($"{Person}-{number}", "1");
            Http.Response.Headers[$"X-{Person}-{number % Cookies}"] = "1";
        }
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"{Person} saw {_seen}");
}
