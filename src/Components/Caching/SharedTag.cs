using System.Text;
using Components.Fragments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Components.Caching;

/// <summary>The fragment of a tag, made for this page and kept for others once it is written, until what it depends on changes.</summary>
internal sealed class SharedTag : IKeptComponent
{
    private RenderHandle _handle;
    private Fragment? _fragment;

    [Parameter] public TagShelf Shelf { get; set; } = null!;

    [Parameter] public object Key { get; set; } = null!;

    /// <summary>Which changes it has seen; see <see cref="AnswerCache.Turn"/>.</summary>
    [Parameter] public long Began { get; set; }

    [Parameter] public HttpContext Http { get; set; } = null!;

    /// <summary>Writes the fragment's component, and says which it is.</summary>
    [Parameter] public Func<Action<object>, RenderFragment> Content { get; set; } = null!;

    public void Keep(ReadOnlySpan<byte> html)
    {
        if (_fragment is { CanBeShared: true } fragment && !PersonalAddresses.AreIn(Http))
            Shelf.Keep(Key, new KeptTag(Encoding.UTF8.GetString(html), [fragment.TagId], fragment.DependsOn, Began));
    }

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        _handle.Render(Content(made => _fragment = made as Fragment));
        return Task.CompletedTask;
    }
}
