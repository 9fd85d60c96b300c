using System.Reflection;
using System.Text.RegularExpressions;
using Components.Embedding;
using Components.Files;
using Components.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Components.Fragments;

/// <summary>A method of a fragment that answers a POST: <c>OnPostAsync</c>, or <c>OnPostApproveAsync</c> at <c>…/approve</c>.</summary>
internal sealed partial class FragmentHandler
{
    /// <summary>The name, in URLs' purpose and in markup, of <c>OnPostAsync</c>.</summary>
    public const string Default = "post";

    private readonly MethodInfo _method;
    private readonly IServiceProvider _services;
    private readonly Lazy<RequestDelegate> _bind;

    // Not with each post: that looks through the method's attributes anew.
    private readonly Lazy<(bool IsOwnSiteOnly, Type? Files)> _marks;

    private FragmentHandler(string name, bool hasOwnLimit, MethodInfo method, IServiceProvider services)
    {
        (Name, HasOwnLimit, _method, _services) = (name, hasOwnLimit, method, services);
        // Made at the first post: the expressions behind it take a while to compile.
        _bind = new Lazy<RequestDelegate>(CreateBinder);
        _marks = new(() => (method.IsDefined(typeof(OwnSiteOnlyAttribute)), method.GetCustomAttribute<TakesFilesAttribute>()?.Source));
    }

    public string Name { get; }

    /// <summary>Whether it counts by itself how often somebody posts; see <see cref="OwnPostLimitAttribute"/>.</summary>
    public bool HasOwnLimit { get; }

    /// <summary>Whether it is refused on other sites' pages.</summary>
    public bool IsOwnSiteOnly => _marks.Value.IsOwnSiteOnly;

    /// <summary>Which files it takes (<see cref="TakesFilesAttribute{TFiles}"/>); null: none beyond the size of an ordinary form.</summary>
    public ValueTask<FileRules?> FileRulesAsync(IServiceProvider services, FragmentUrl url, CancellationToken cancellation) =>
        _marks.Value.Files is { } source
            ? ((IHandlerFiles)ActivatorUtilities.GetServiceOrCreateInstance(services, source)).RulesAsync(url, cancellation)
            : default;

    /// <summary>Binds the arguments from the request by ASP.NET Core's own rules, validates forms, and calls the method on the request's fragment.</summary>
    public RequestDelegate Bind => _bind.Value;

    /// <summary>Finds out whether each argument can be bound, by the same rules and without compiling anything.</summary>
    /// <exception cref="InvalidOperationException">One cannot; the message names the method.</exception>
    public void CheckArguments()
    {
        if (_method.GetParameters().All(IsPlain))
            return;
        try
        {
            RequestDelegateFactory.InferMetadata(_method, Options());
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException(
                $"{_method.DeclaringType!.Name}.{_method.Name}: an argument cannot be bound. Each must be a [FromForm] form model, a file, a registered service, a CancellationToken or a value of the query. {e.Message}", e);
        }
    }

    public static IEnumerable<FragmentHandler> Of(Type fragment, IServiceProvider services)
    {
        var methods = fragment.GetMethods(BindingFlags.Instance | BindingFlags.Public)
            .Where(method => method.Name.StartsWith("OnPost", StringComparison.Ordinal) && method.Name.EndsWith("Async", StringComparison.Ordinal));
        Dictionary<string, MethodInfo> known = [];
        foreach (var method in methods)
        {
            Check(fragment, method);
            if (!known.TryAdd(NameOf(method), method))
                throw new InvalidOperationException($"{fragment.Name}: {known[NameOf(method)].Name} and {method.Name} have the same address, the handler '{NameOf(method)}'. Give each a name of its own.");
            yield return new FragmentHandler(NameOf(method), HasLimit(fragment, method), method, services);
        }
    }

    private static bool HasLimit(Type fragment, MethodInfo method) =>
        method.IsDefined(typeof(OwnPostLimitAttribute)) || fragment.IsDefined(typeof(OwnPostLimitAttribute), inherit: true);

    private static string NameOf(MethodInfo method)
    {
        var name = method.Name["OnPost".Length..^"Async".Length];
        return name.Length == 0 ? Default : WordStart().Replace(name, "-$0").ToLowerInvariant();
    }

    private static void Check(Type fragment, MethodInfo method)
    {
        var where = $"{fragment.Name}.{method.Name}";
        if (method.ReturnType != typeof(Task))
            throw new InvalidOperationException($"{where} must return Task: what it has to say, it says through Response.");
        if (NameOf(method) is Claim.LoadPurpose || (NameOf(method) == Default && method.Name != "OnPostAsync"))
            throw new InvalidOperationException($"{where}: this name has a meaning of its own. Choose another.");
        foreach (var parameter in method.GetParameters())
        {
            if (parameter.ParameterType == typeof(HttpContext) || parameter.ParameterType == typeof(HttpResponse))
                throw new InvalidOperationException($"{where} must not take {parameter.ParameterType.Name}: what it writes would land before the HTML. Use Response and Http.");
            if (parameter.IsDefined(typeof(FromFormAttribute)) && !IsFormModel(parameter.ParameterType))
                throw new InvalidOperationException($"{where}: '{parameter.Name}' must be a form model (a class with the form's fields and a constructor without parameters), so that a form can set nothing else.");
        }
    }

    // What nearly every handler takes, and can always be bound: what finds out about the rest takes some hundredths of a second. A TryParse of the model's own would be looked at.
    private static bool IsPlain(ParameterInfo parameter)
    {
        var marks = parameter.GetCustomAttributes().Where(mark => mark.GetType().Namespace != "System.Runtime.CompilerServices").ToArray();
        return marks switch
        {
            [] => parameter.ParameterType == typeof(CancellationToken),
            [FromFormAttribute] => !IsFile(parameter.ParameterType) && parameter.ParameterType.GetMember("TryParse", BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy).Length == 0,
            _ => false,
        };
    }

    private static bool IsFormModel(Type type) =>
        (type.GetConstructor(Type.EmptyTypes) is not null && !typeof(System.Collections.IEnumerable).IsAssignableFrom(type)) || IsFile(type);

    private static bool IsFile(Type type) => typeof(IFormFile).IsAssignableFrom(type) || typeof(IFormFileCollection).IsAssignableFrom(type);

    private RequestDelegate CreateBinder()
    {
        var forms = _method.GetParameters().Where(parameter => parameter.IsDefined(typeof(FromFormAttribute)) && !IsFile(parameter.ParameterType)).ToArray();
        var options = Options();
        options.EndpointBuilder!.FilterFactories.Add((_, next) => invocation => FormFilter.InvokeAsync(invocation, forms, next));
        return RequestDelegateFactory.Create(_method, http => http.Features.GetRequiredFeature<FragmentCall>().Fragment!, options).RequestDelegate;
    }

    private RequestDelegateFactoryOptions Options() => new()
    {
        ServiceProvider = _services,
        ThrowOnBadRequest = true,
        DisableInferBodyFromParameters = true,
        EndpointBuilder = new RouteEndpointBuilder(null, RoutePatternFactory.Parse("/"), 0) { ApplicationServices = _services },
    };

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
