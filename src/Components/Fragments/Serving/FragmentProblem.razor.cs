using Components.Packs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;

namespace Components.Fragments;

/// <summary>What is wrong with a request, in words for the visitor, and where to go from here. Reads the request's refusal.</summary>
public sealed partial class FragmentProblem(IServiceProvider services) : ComponentBase
{
    private Refusal _refusal = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    private IStringLocalizer L => CoreTexts.In(services);

    /// <inheritdoc/>
    protected override void OnInitialized() => _refusal = Http.Features.GetRequiredFeature<Refusal>();

    // Nowhere to go: the page offers to try again.
    private bool IsInPage => _refusal.Status >= StatusCodes.Status500InternalServerError && Http.Features.Get<FragmentCall>()?.Kind == AnswerKind.Partial;

    private IEnumerable<(string Name, string Text)> PostedFields() =>
        _refusal.Posted?.Where(field => !field.Key.StartsWith('_') && field.Value.ToString().Length > 0).Select(field => (field.Key, field.Value.ToString())) ?? [];
}
