using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Components.Fragments.Overlay;

/// <summary>Whether what fragments cost is measured, and who is told.</summary>
internal sealed class Costs(IOptions<ComponentsOptions> options, IHostEnvironment host)
{
    /// <summary>Pages have the panel.</summary>
    public bool HasOverlay { get; } = options.Value.Overlay ?? host.IsDevelopment();

    /// <summary>Answers say it; the panel reads it there.</summary>
    public bool AreSaid { get; } = (options.Value.ServerTiming ?? host.IsDevelopment()) || (options.Value.Overlay ?? host.IsDevelopment());
}
