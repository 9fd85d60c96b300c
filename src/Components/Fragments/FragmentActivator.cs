using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Fragments;

/// <summary>
/// Makes components. Each fragment gets a service scope of its own, so that two on one page never share a DbContext; the scopes end with the request,
/// after the components in them.
/// </summary>
internal sealed class FragmentActivator(IServiceProvider services) : IComponentActivator, IAsyncDisposable
{
    /// <summary>Far more than a page can sensibly hold; what embeds itself without end is stopped here, however it loses count of its depth.</summary>
    private const int MostFragments = 1000;

    private static readonly ConcurrentDictionary<Type, ObjectFactory> Factories = new();
    private readonly List<AsyncServiceScope> _scopes = [];
    private int _made;

    public IComponent CreateInstance(Type componentType)
    {
        if (!typeof(Fragment).IsAssignableFrom(componentType))
            return (IComponent)FactoryOf(componentType)(services, null);
        if (++_made > MostFragments)
            throw new EndlessNestingException($"One answer holds more than {MostFragments} fragments, the last of them {componentType.Name}. Does one of them embed itself?");
        var scope = services.CreateAsyncScope();
        _scopes.Add(scope);
        Seed(scope.ServiceProvider);
        var fragment = Make(componentType, scope.ServiceProvider);
        (fragment.Services, fragment.Maker) = (scope.ServiceProvider, this);
        return fragment;
    }

    /// <summary>
    /// Ends a fragment's scope not before a task in it has come to its end. That is waited for when the answer has been sent: no visitor waits, and until then the request that the task may
    /// read is not used for another one.
    /// </summary>
    public void KeepUntil(Fragment fragment, Task task)
    {
        var index = _scopes.FindIndex(scope => scope.ServiceProvider == fragment.Services);
        var scope = _scopes[index];
        _scopes.RemoveAt(index);
        fragment.Http.Response.OnCompleted(async () =>
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await scope.DisposeAsync();
        });
    }

    // What stands around a fragment must not fail with its constructor, and no error boundary catches what happens here.
    private static Fragment Make(Type type, IServiceProvider services)
    {
        try
        {
            return (Fragment)FactoryOf(type)(services, null);
        }
        catch (Exception e)
        {
            return new UnmadeFragment(type, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var scope in _scopes)
            await scope.DisposeAsync();
    }

    private static ObjectFactory FactoryOf(Type type) => Factories.GetOrAdd(type, static type => ActivatorUtilities.CreateFactory(type, []));

    // Both services are set up by the renderer for its own scope only.
    private void Seed(IServiceProvider scope)
    {
        var page = services.GetRequiredService<NavigationManager>();
        if (scope.GetRequiredService<NavigationManager>() is IHostEnvironmentNavigationManager navigation)
            navigation.Initialize(page.BaseUri, page.Uri);
        var user = services.GetService<AuthenticationStateProvider>();
        if (user is not null && scope.GetService<AuthenticationStateProvider>() is IHostEnvironmentAuthenticationStateProvider authentication)
            authentication.SetAuthenticationState(user.GetAuthenticationStateAsync());
    }
}
