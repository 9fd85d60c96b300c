using System.Reflection;
using System.Text.RegularExpressions;
using Components.Signing;
using Microsoft.AspNetCore.Components;

namespace Components.Fragments;

/// <summary>
/// A fragment's tag as somebody wrote it: a name, and attributes whose names know no case. What is a parameter of the fragment is given to it, what the engine understands to the
/// engine, and plain HTML attributes land on the element. Everything else is a mistake that is named.
/// </summary>
internal sealed partial class FragmentTag
{
    // Those that mean the same on every element. Not style, which the content security policy refuses, and nothing that runs.
    private static readonly HashSet<string> PlainAttributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "class", "title", "lang", "dir", "hidden", "role", "slot", "part", "tabindex", "translate", "inert", "itemid", "itemprop", "itemref", "itemscope", "itemtype",
    };

    private static readonly Dictionary<string, PropertyInfo> EngineParameters = typeof(Fragment).GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(property => property.GetCustomAttribute<ParameterAttribute>() is { CaptureUnmatchedValues: false } && property.PropertyType != typeof(RenderFragment))
        .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, object?> _values = [];
    private readonly List<TagProblem> _problems = [];

    private FragmentTag(string name) => Name = name;

    /// <summary>As it was written.</summary>
    public string Name { get; }

    /// <summary>Null where there is none of this name.</summary>
    public FragmentDescriptor? Fragment { get; private init; }

    /// <summary>By the names of the fragment's properties, ready to be given to it.</summary>
    public IReadOnlyDictionary<string, object?> Values => _values;

    /// <summary>For whom it is; null where there is no such fragment.</summary>
    public UrlScope? Scope => _values.GetValueOrDefault(nameof(Components.Fragments.Fragment.Scope)) as UrlScope? ?? Fragment?.Scope;

    /// <summary>The element that was asked for to hold its content; null: none.</summary>
    public string? ElementId =>
        (_values.GetValueOrDefault(nameof(Components.Fragments.Fragment.Target)) ?? _values.GetValueOrDefault(nameof(Components.Fragments.Fragment.Id))) as string;

    /// <summary>Whether it says the language of its element itself.</summary>
    public bool SaysLanguage { get; private set; }

    /// <summary>Whether it shows a fragment inline that is the same for everybody, and says nothing else to the engine.</summary>
    public bool IsForEverybody { get; private set; }

    /// <summary>Empty: the tag can be shown.</summary>
    public IReadOnlyList<TagProblem> Problems => _problems;

    /// <param name="registry">All fragments.</param>
    /// <param name="name">The fragment's id.</param>
    /// <param name="attributes">Texts, which are read, or values of the right type.</param>
    public static FragmentTag Read(FragmentRegistry registry, string? name, IEnumerable<KeyValuePair<string, object?>> attributes)
    {
        attributes = [.. attributes];
        // A tag with an address and no name stands for what is there.
        if (string.IsNullOrEmpty(name) && attributes.Any(attribute => attribute.Key.Equals("href", StringComparison.OrdinalIgnoreCase)))
        {
            if (registry.Find(Sources.SourceFragment.Name) is null)
                return new FragmentTag("") { _problems = { new TagProblem("'href' needs the address's origin in the setting Components:Sources:Origins.") } };
            name = Sources.SourceFragment.Name;
        }
        var tag = new FragmentTag(name ?? "") { Fragment = registry.Find(name ?? "") };
        if (tag.Fragment is null)
            return Missing(name, registry.All);
        foreach (var (key, value) in attributes)
            tag.Take(tag.Fragment, key, value);
        foreach (var parameter in tag.Fragment.Parameters.Values)
            if (parameter.IsRequired && !tag._values.ContainsKey(parameter.Property.Name))
                tag._problems.Add(new TagProblem("'{0}' is missing: add {0}=\"…\".", Spelling.OfAttribute(parameter.Name)));
        tag._problems.AddRange(new LoadRules(tag._values.GetValueOrDefault).Problems());
        tag.IsForEverybody = tag.Fragment.IsForEverybody && tag._problems.Count == 0
            && tag._values.GetValueOrDefault(nameof(Load)) is Load.Inline && tag._values.Keys.Count(EngineParameters.ContainsKey) == 1;
        return tag;
    }

    /// <summary>What it gives the fragment itself, as it travels.</summary>
    public FragmentParameters Given() =>
        FragmentParameters.None.With([.. Fragment!.Parameters.Values.Where(parameter => _values.ContainsKey(parameter.Property.Name)).Select(parameter => (parameter.Name, _values[parameter.Property.Name]))]);

    /// <summary>A tag whose name is no fragment's.</summary>
    /// <param name="name">As it was written.</param>
    /// <param name="known">Those that whoever wrote it may hear of.</param>
    public static FragmentTag Missing(string? name, IEnumerable<FragmentDescriptor> known) =>
        new(name ?? "") { _problems = { Unknown(name, [.. known.Select(fragment => fragment.Id)]) } };

    /// <summary>A tag that is not read any further.</summary>
    public static FragmentTag Refused(FragmentDescriptor fragment, IEnumerable<TagProblem> problems)
    {
        var tag = new FragmentTag(fragment.Id) { Fragment = fragment };
        tag._problems.AddRange(problems);
        return tag;
    }

    private static TagProblem Unknown(string? name, string[] known) => string.IsNullOrEmpty(name)
        ? new TagProblem("The tag does not say which fragment it stands for: add name=\"pack/name\".")
        : Spelling.Nearest(name, known) is { } near
            ? new TagProblem("There is no fragment '{0}'. Do you mean '{1}'?", name, near)
            : new TagProblem("There is no fragment '{0}'. Those in use are: {1}.", name, string.Join(", ", known.Order(StringComparer.Ordinal)));

    private void Take(FragmentDescriptor fragment, string key, object? value)
    {
        var plain = Spelling.OfName(key);
        if (fragment.Parameters.Values.FirstOrDefault(parameter => parameter.Name.Equals(plain, StringComparison.OrdinalIgnoreCase)) is { } parameter)
            TakeParameter(parameter, key, value);
        else if (EngineParameters.TryGetValue(plain, out var property))
            TakeEngineParameter(property, key, value);
        else if (PlainAttributes.Contains(key) || OwnAttribute().IsMatch(key))
        {
            _values[key] = value;
            SaysLanguage |= key.Equals("lang", StringComparison.OrdinalIgnoreCase);
        }
        else
            _problems.Add(UnknownAttribute(fragment, key));
    }

    // The name is written as it is, so it must be one. Not data-hx-…, which htmx takes for hx-…, nor those by which the engine knows its own elements.
    [GeneratedRegex(@"\A(?:aria-|data-(?!hx-|component|fragment))[a-z0-9_.-]+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OwnAttribute();

    private static TagProblem UnknownAttribute(FragmentDescriptor fragment, string key)
    {
        var known = fragment.Parameters.Keys.Concat(EngineParameters.Keys).Select(Spelling.OfAttribute).ToArray();
        return Spelling.Nearest(key, known) is { } near
            ? new TagProblem("'{0}' has no parameter '{1}'. Do you mean '{2}'?", fragment.Id, key, near)
            : new TagProblem("'{0}' has no parameter '{1}'. It has: {2}.", fragment.Id, key, string.Join(", ", known));
    }

    private void TakeParameter(FragmentParameter parameter, string key, object? value)
    {
        if (value is not null && !parameter.Property.PropertyType.IsInstanceOfType(value))
        {
            var text = FragmentParameter.Format(value)!;
            if (parameter.TryRead(text, out var read, out var problem))
                _values[parameter.Property.Name] = read;
            else
                _problems.Add(new TagProblem("{0}=\"{1}\" cannot be used: {2}", key, text, problem));
        }
        else if (parameter.Check(value) is { } problem)
            _problems.Add(new TagProblem("{0}=\"{1}\" cannot be used: {2}", key, value ?? "", problem));
        else
            _values[parameter.Property.Name] = value;
    }

    private void TakeEngineParameter(PropertyInfo property, string key, object? value)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (value is null || type.IsInstanceOfType(value))
            _values[property.Name] = value;
        else if (value is string text && EngineValue(type, text) is { } read)
            _values[property.Name] = read;
        else
            _problems.Add(new TagProblem("{0}=\"{1}\" cannot be used: it must be {2}.", key, value, Expected(type)));
    }

    private static object? EngineValue(Type type, string text)
    {
        if (type.IsEnum)
            return Spelling.ToMember(type, text);
        if (type == typeof(TimeSpan))
            return Duration.TryParse(text, out var span) ? span : null;
        if (type == typeof(int))
            return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
        // An attribute without a value stands for true, as in HTML.
        if (type == typeof(bool))
            return text switch { "" or "true" => true, "false" => false, _ => null };
        return null;
    }

    private static string Expected(Type type) =>
        type.IsEnum ? string.Join(", ", Enum.GetNames(type).Select(Spelling.OfAttribute))
        : type == typeof(TimeSpan) ? "such as 30s, 5m, 1h"
        : type == typeof(bool) ? "true, false"
        : "0, 1, 2, …";
}
