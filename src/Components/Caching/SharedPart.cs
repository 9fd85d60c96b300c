using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Components.Caching;

/// <summary>Markup that is rendered for this answer, and kept for others once it is written.</summary>
internal sealed class SharedPart : IKeptComponent
{
    private RenderHandle _handle;

    [Parameter] public PartShelf Shelf { get; set; } = null!;

    [Parameter] public object Key { get; set; } = null!;

    [Parameter] public HttpContext Http { get; set; } = null!;

    [Parameter] public RenderFragment Content { get; set; } = null!;

    public void Keep(ReadOnlySpan<byte> html)
    {
        if (!PersonalAddresses.AreIn(Http))
            Shelf.Keep(Key, new KeptMarkup(Encoding.UTF8.GetString(html)));
    }

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        _handle.Render(Content);
        return Task.CompletedTask;
    }
}
