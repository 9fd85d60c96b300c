using Components.Data;
using Components.Packs;
using Microsoft.Extensions.DependencyInjection;

namespace HelloPack;

/// <summary>Greets, and asks to be greeted.</summary>
public sealed class Hello : Pack
{
    /// <inheritdoc/>
    public override string Id => "hello";

    /// <inheritdoc/>
    public override string Title => "Hello";

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<HelloOptions>().BindConfiguration("Packs:Hello").ValidateDataAnnotations();
        services.AddPackDatabase<HelloDb>(Id);
    }
}
