using Components.Packs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Components.Fragments;

/// <summary>A fragment, or what is wrong, as a whole page in the site's layout.</summary>
public sealed partial class FragmentDocument(SiteAddress site, IServiceProvider services) : ComponentBase
{
    private FragmentCall? _call;
    private string _title = "";
    private IStringLocalizer _texts = null!;

    /// <summary>The fragment's class.</summary>
    [Parameter, EditorRequired] public Type Fragment { get; set; } = null!;

    /// <summary>The fragment's bound parameters.</summary>
    [Parameter] public Dictionary<string, object?> Values { get; set; } = [];

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    private SiteAddress Site => site;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        var descriptor = ((FragmentRegistry)services.GetService(typeof(FragmentRegistry))!).Of(Fragment);
        _texts = CoreTexts.In(services);
        _title = descriptor.TitleIn(descriptor.Texts(services));
        _call = Http.Features.Get<Refusal>() is null ? Http.Features.Get<FragmentCall>() : null;
    }
}
