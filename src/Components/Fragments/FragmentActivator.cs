using System.Collections.Concurrent;
using Components.Fragments.Rendering;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
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

    private static readonly ConcurrentDictionary<Type, Recipe> Recipes = new();
    private readonly List<AsyncServiceScope> _scopes = [];
    private int _made;

    /// <summary>How instances of a class are made, and whether they are given any services.</summary>
    private sealed record Recipe(ObjectFactory Make, bool TakesServices);

    /// <summary>The services of the request, which all that is made shares.</summary>
    public IServiceProvider Services => services;

    /// <summary>Whether it makes components for <see cref="FragmentRenderer"/>.</summary>
    public bool HasOwnRenderer { get; set; }

    /// <summary>What the first fragment that is made answers, which is then told so; null: it stands in a page.</summary>
    public FragmentCall? Asked { get; set; }

    public IComponent CreateInstance(Type componentType)
    {
        if (HasOwnRenderer && componentType == typeof(AntiforgeryToken))
            return new RequestToken();
        var recipe = RecipeOf(componentType);
        if (!typeof(Fragment).IsAssignableFrom(componentType))
            return (IComponent)recipe.Make(services, null);
        if (++_made > MostFragments)
            throw new EndlessNestingException($"One answer holds more than {MostFragments} fragments, the last of them {componentType.Name}. Does one of them embed itself?");
        var own = recipe.TakesServices ? OpenScope() : null;
        var fragment = Make(componentType, recipe, own ?? services);
        fragment.Maker = this;
        if (Asked is { } call)
            (fragment.Context, Asked) = (FragmentContext.Serving(call), null);
        if (own is not null)
            fragment.Services = own;
        return fragment;
    }

    /// <summary>A scope for one fragment, until the end of the request.</summary>
    public IServiceProvider OpenScope()
    {
        var scope = services.CreateAsyncScope();
        // One that reads beside the page may be the first to ask.
        lock (_scopes)
            _scopes.Add(scope);
        Seed(scope.ServiceProvider);
        return scope.ServiceProvider;
    }

    /// <summary>
    /// Ends a fragment's scope not before a task in it has come to its end. That is waited for when the answer has been sent: no visitor waits, and until then the request that the task may
    /// read is not used for another one.
    /// </summary>
    public void KeepUntil(Fragment fragment, Task task)
    {
        var scope = TakeScope(fragment.Services);
        fragment.Http.Response.OnCompleted(async () =>
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await scope.DisposeAsync();
        });
    }

    private AsyncServiceScope TakeScope(IServiceProvider own)
    {
        lock (_scopes)
        {
            var index = _scopes.FindIndex(scope => scope.ServiceProvider == own);
            var scope = _scopes[index];
            _scopes.RemoveAt(index);
            return scope;
        }
    }

    // What stands around a fragment must not fail with its constructor, and no error boundary catches what happens here.
    private static Fragment Make(Type type, Recipe recipe, IServiceProvider services)
    {
        try
        {
            return (Fragment)recipe.Make(services, null);
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

    private static Recipe RecipeOf(Type type) => Recipes.GetOrAdd(type, static type => new Recipe(
        ActivatorUtilities.CreateFactory(type, []), type.GetConstructors().Any(constructor => constructor.GetParameters().Length > 0)));

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
