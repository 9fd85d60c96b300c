using Microsoft.AspNetCore.Components;

namespace Components.Caching;

/// <summary>A component whose markup is kept once it is written.</summary>
internal interface IKeptComponent : IComponent
{
    /// <summary>Keeps it, as it was written.</summary>
    void Keep(ReadOnlySpan<byte> html);
}
