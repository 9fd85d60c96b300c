using System.Reflection;
using System.Text.RegularExpressions;
using Components.Packs;
using Components.Sources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Components.Fragments;

/// <summary>All fragments of the packs in use, by id and by class. Refuses at start-up what would break later, in words that say what to change.</summary>
internal sealed partial class FragmentRegistry
{
    // What the engine's own tag understands, and the name of the tag itself.
    private static readonly HashSet<string> Reserved = new(
        typeof(Fragment).GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute))).Select(property => property.Name).Append("Name"), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, FragmentDescriptor> _byId = [];
    private readonly Dictionary<Type, FragmentDescriptor> _byType = [];

    public FragmentRegistry(PackList packs, IServiceProvider services)
    {
        foreach (var assembly in packs.Select(pack => pack.GetType().Assembly).Distinct())
            foreach (var type in assembly.GetTypes())
                // The core's own has no pack, and is there only where the owner names sources.
                if (type != typeof(SourceFragment) && type.GetCustomAttribute<FragmentAttribute>() is { } attribute)
                    Add(type, attribute, packs, services);
        if (services.GetService<IOptions<SourceOptions>>()?.Value.Origins.Count > 0)
            Add(new FragmentDescriptor(typeof(SourceFragment), typeof(SourceFragment).GetCustomAttribute<FragmentAttribute>()!, services));
        foreach (var fragment in _byId.Values)
            foreach (var handler in fragment.Handlers.Keys)
                if (_byId.TryGetValue($"{fragment.Id}/{handler}", out var other))
                    throw new InvalidOperationException($"Fragment '{other.Id}' has the address of the handler '{handler}' of '{fragment.Id}'. Rename one of them.");
    }

    public IEnumerable<FragmentDescriptor> All => _byId.Values;

    public FragmentDescriptor? Find(string id) => _byId.GetValueOrDefault(id);

    public FragmentDescriptor Of(Type type) =>
        _byType.TryGetValue(type, out var fragment)
            ? fragment
            : throw new InvalidOperationException($"{type.Name} is not a fragment of a pack in use: it needs [Fragment(\"pack/name\")], and its pack AddPack<…>().");

    private void Add(Type type, FragmentAttribute attribute, PackList packs, IServiceProvider services)
    {
        var id = attribute.Id;
        if (!FragmentId().IsMatch(id))
            throw new InvalidOperationException($"{type.Name}: '{id}' cannot be a fragment's id. It must look like pack/name: lower-case letters, digits and hyphens.");
        var owner = id[..id.IndexOf('/', StringComparison.Ordinal)];
        if (packs.All(pack => pack.Id != owner))
        {
            if (PackIdsIn(type.Assembly).Contains(owner))
                return;
            throw new InvalidOperationException($"{type.Name}: '{id}' must start with the id of a pack in its assembly.");
        }
        if (!typeof(Fragment).IsAssignableFrom(type) || type.IsAbstract)
            throw new InvalidOperationException($"{type.Name} has [Fragment], so it must derive from Fragment and not be abstract.");
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            CheckProperty(type, property);
        Add(new FragmentDescriptor(type, attribute, services));
    }

    private void Add(FragmentDescriptor fragment)
    {
        if (!_byId.TryAdd(fragment.Id, fragment))
            throw new InvalidOperationException($"{fragment.Type.Name} and {_byId[fragment.Id].Type.Name} have the same id '{fragment.Id}'.");
        _byType.Add(fragment.Type, fragment);
    }

    private static void CheckProperty(Type type, PropertyInfo property)
    {
        if (property.IsDefined(typeof(InjectAttribute)))
            throw new InvalidOperationException($"{type.Name}.{property.Name}: a fragment takes its services by constructor, from its own scope; [Inject] would take them from the page's.");
        if (property.IsDefined(typeof(ParameterAttribute)) && Reserved.Contains(property.Name))
            throw new InvalidOperationException($"{type.Name}.{property.Name}: the engine has a parameter of this name. Choose another.");
    }

    private static IEnumerable<string> PackIdsIn(Assembly assembly) =>
        assembly.GetTypes().Where(type => typeof(Pack).IsAssignableFrom(type) && !type.IsAbstract).Select(type => ((Pack)Activator.CreateInstance(type)!).Id);

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+\z")]
    private static partial Regex FragmentId();
}
