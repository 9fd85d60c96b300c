using System.Reflection;
using Components.Caching;
using Components.Embedding;
using Components.Packs;
using Components.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Components.Fragments;

/// <summary>What the engine knows of a fragment class, found out once at start-up.</summary>
internal sealed class FragmentDescriptor
{
    public const string Prefix = "/c/";
    private const int MostExpected = 256 * 1024;

    private readonly string _title;
    private readonly IAuthorizeData[] _authorize;
    private readonly Dictionary<string, FragmentParameter> _byProperty;
    private readonly FragmentParameter[] _required;
    private readonly SeenContent _embedded = new();
    private readonly SeenContent _served = new();
    private readonly ElementIds _elementIds;

    public FragmentDescriptor(Type type, FragmentAttribute attribute, IServiceProvider services)
    {
        (Type, Id, Scope) = (type, attribute.Id, attribute.Scope);
        _title = attribute.Title ?? attribute.Id;
        _elementIds = new ElementIds(attribute.Id);
        Embeddable = type.GetCustomAttribute<EmbeddableAttribute>();
        _authorize = [.. type.GetCustomAttributes<AuthorizeAttribute>(inherit: true)];
        _byProperty = OwnParameters(type).Select(FragmentParameter.TryCreate).OfType<FragmentParameter>().ToDictionary(parameter => parameter.Property.Name);
        Parameters = _byProperty.Values.ToDictionary(parameter => parameter.Name);
        _required = [.. _byProperty.Values.Where(parameter => parameter.IsRequired)];
        HasModel = Overrides("Model");
        IsModelOnly = HasModel && !Overrides("BuildRenderTree");
        var cached = type.GetCustomAttribute<CachedAttribute>(inherit: true);
        IsCached = cached is not null;
        IsForEverybody = cached is { ForEverybody: true } && _authorize.Length == 0 && Scope == UrlScope.Public;
        Handlers = FragmentHandler.Of(type, services).ToDictionary(handler => handler.Name);
        if (Embeddable is not null && (_authorize.Length > 0 || Scope != UrlScope.Public))
            throw new InvalidOperationException($"{type.Name}: nobody is signed in on other sites' pages, so a fragment with [Authorize] or a scope cannot be [Embeddable].");
    }

    public enum Access
    {
        Granted,
        SignInNeeded,
        Denied,
    }

    public Type Type { get; }

    public string Id { get; }

    public UrlScope Scope { get; }

    /// <summary>How it may stand on other sites' pages; null: it may not.</summary>
    public EmbeddableAttribute? Embeddable { get; }

    /// <summary>By name in the URL.</summary>
    public IReadOnlyDictionary<string, FragmentParameter> Parameters { get; }

    public IReadOnlyDictionary<string, FragmentHandler> Handlers { get; }

    /// <summary>Whether what is answered to visitors of whom nothing is known may serve them all.</summary>
    public bool IsCached { get; }

    /// <summary>Whether it shows the same to people who are known.</summary>
    public bool IsForEverybody { get; }

    /// <summary>How many bytes an answer of it will mostly be; see <see cref="Rendering.Utf8Html"/>.</summary>
    public int Expected { get; private set; }

    /// <summary>Whether its author gives a model, for <c>.json</c>.</summary>
    public bool HasModel { get; }

    /// <summary>Whether it has a model and no markup.</summary>
    public bool IsModelOnly { get; }

    /// <summary>Whether it asks who looks, beyond its URL.</summary>
    public bool HasPolicy => _authorize.Length > 0;

    public static IEnumerable<PropertyInfo> OwnParameters(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.IsDefined(typeof(ParameterAttribute)) && property.DeclaringType != typeof(Fragment));

    /// <summary>The id that the element of a fragment with these parameters has by itself.</summary>
    public string ElementIdOf(FragmentParameters parameters) => _elementIds.Of(parameters.Query);

    /// <summary>What its content was seen to be. It may show something else in a page than by itself.</summary>
    public SeenContent Seen(bool isEmbedded) => isEmbedded ? _embedded : _served;

    /// <summary>Learns from an answer. What is encoded needs room for three bytes a letter until it is written.</summary>
    public void Expect(int bytes) => Expected = Math.Min(MostExpected, bytes + (bytes / 4));

    public IStringLocalizer Texts(IServiceProvider services) => PackTexts.Of(services, Type.Assembly);

    public string TitleIn(IStringLocalizer texts) => texts[_title];

    /// <summary>What a tag gives, as it travels.</summary>
    /// <exception cref="ArgumentException">A value breaks a rule of its parameter, or cannot travel in a URL.</exception>
    public FragmentParameters Given(ParameterView view)
    {
        List<KeyValuePair<string, string>> given = [];
        foreach (var item in view)
        {
            if (item.Cascading || !_byProperty.TryGetValue(item.Name, out var parameter))
                continue;
            if (parameter.Check(item.Value) is { } problem)
                throw new ArgumentException($"Fragment '{Id}': {problem}");
            if (FragmentParameter.Format(item.Value) is { } text)
                given.Add(new(parameter.Name, text));
        }
        foreach (var parameter in _required)
            if (given.TrueForAll(item => item.Key != parameter.Name))
                throw new ArgumentException($"Fragment '{Id}': '{parameter.Name}' is missing.");
        return new FragmentParameters(given);
    }

    /// <summary>Gives a fragment another value for one of its parameters.</summary>
    /// <exception cref="ArgumentException">It has no such parameter, or the value breaks a rule of it.</exception>
    public void Set(Fragment fragment, string property, object? value)
    {
        if (!_byProperty.TryGetValue(property, out var parameter))
            throw new ArgumentException($"Fragment '{Id}' has no parameter '{property}'.", nameof(property));
        if (parameter.Check(value) is { } problem)
            throw new ArgumentException($"Fragment '{Id}': {problem}");
        parameter.Property.SetValue(fragment, value);
    }

    private bool Overrides(string member) =>
        Type.GetMember(member, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Any(found => found.DeclaringType != typeof(Fragment));

    public ValueTask<Access> AuthorizeAsync(HttpContext http) => _authorize.Length == 0 ? new(Access.Granted) : new(AskPolicyAsync(http));

    private async Task<Access> AskPolicyAsync(HttpContext http)
    {
        var policy = await AuthorizationPolicy.CombineAsync(http.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>(), _authorize);
        var result = await http.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(http.User, null, policy!);
        if (result.Succeeded)
            return Access.Granted;
        return http.User.UserId() is null ? Access.SignInNeeded : Access.Denied;
    }
}
