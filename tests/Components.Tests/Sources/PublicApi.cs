using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Components.Tests.Sources;

/// <summary>Lists what an assembly offers to others: a line a type or member, sorted. Overrides and what the compiler adds are left out.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().Where(type => !type.Name.StartsWith('_')).SelectMany(Lines).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(Type type)
    {
        var name = NameOf(type);
        yield return $"{name}: {KindOf(type)}";
        if (typeof(Delegate).IsAssignableFrom(type))
            yield break;
        foreach (var member in type.GetMembers(Declared).Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute))))
            if (LineOf(member) is { } line)
                yield return $"{name}.{line}";
    }

    private static string KindOf(Type type)
    {
        if (type.IsEnum)
            return "enum";
        if (type.IsInterface)
            return "interface";
        var modifiers = type switch { { IsAbstract: true, IsSealed: true } => "static ", { IsAbstract: true } => "abstract ", { IsSealed: true, IsValueType: false } => "sealed ", _ => "" };
        var parents = new[] { type.BaseType }.Concat(type.GetInterfaces()).OfType<Type>()
            .Where(parent => parent != typeof(object) && parent != typeof(ValueType) && parent.IsVisible && type.BaseType?.GetInterfaces().Contains(parent) != true)
            .Select(NameOf).Order(StringComparer.Ordinal).ToArray();
        return $"{modifiers}{(type.IsValueType ? "struct" : "class")}{(parents.Length > 0 ? $" : {string.Join(", ", parents)}" : "")}";
    }

    private static string? LineOf(MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: false } field when IsOffered(field.IsPublic, field.IsFamily || field.IsFamilyOrAssembly) =>
            field.IsLiteral ? $"{field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}" : $"{field.Name}: {NameOf(field.FieldType)}",
        ConstructorInfo constructor when IsOffered(constructor) && !constructor.IsStatic => $"new({Parameters(constructor)})",
        PropertyInfo property when property.GetAccessors(nonPublic: true).Where(IsOffered).Where(IsNew).ToArray() is { Length: > 0 } accessors =>
            $"{property.Name}{(property.GetIndexParameters().Length > 0 ? "[]" : "")}: {NameOf(property.PropertyType)} {{ {string.Join(" ", accessors.Select(Accessor).Order(StringComparer.Ordinal))} }}{Kind(accessors[0])}",
        MethodInfo { IsSpecialName: false } method when IsOffered(method) && IsNew(method) =>
            $"{method.Name}{Generic(method)}({Parameters(method)}): {NameOf(method.ReturnType)}{Kind(method)}{(method.IsPublic ? "" : " protected")}",
        EventInfo happening => $"event {happening.Name}",
        _ => null,
    };

    private static string Accessor(MethodInfo accessor) =>
        $"{(accessor.IsPublic ? "" : "protected ")}{(accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : accessor.Name[..3])};";

    private static string Kind(MethodInfo method) =>
        method.IsStatic ? " static" : method.IsAbstract ? " abstract" : method is { IsVirtual: true, IsFinal: false } ? " virtual" : "";

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => $"{NameOf(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = …" : "")}"));

    private static bool IsOffered(MethodBase method) => IsOffered(method.IsPublic, method.IsFamily || method.IsFamilyOrAssembly);

    private static bool IsOffered(bool isPublic, bool isProtected) => isPublic || isProtected;

    private static bool IsNew(MethodInfo method) => method.GetBaseDefinition() == method;

    private static string NameOf(Type type)
    {
        if (type.IsByRef)
            return $"ref {NameOf(type.GetElementType()!)}";
        if (type.IsArray)
            return $"{NameOf(type.GetElementType()!)}[]";
        if (type.IsGenericParameter)
            return type.Name;
        var name = type.IsNested ? $"{NameOf(type.DeclaringType!)}.{type.Name}" : type.FullName is { } full && type.Assembly == typeof(SiteOptions).Assembly ? full.Split('[')[0] : type.Name;
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : name;
    }
}
