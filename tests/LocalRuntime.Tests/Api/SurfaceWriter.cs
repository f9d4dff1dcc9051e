using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LocalRuntime.Tests.Api;

/// <summary>Writes what an assembly shows to its users, one line per type and member, in the form of the surface lists.</summary>
internal static class SurfaceWriter
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Write(Type type, bool withPropertyModifiers)
    {
        var owner = TypeNames.Full(type);
        yield return TypeLine(type);
        if (type.IsEnum)
        {
            foreach (var name in Enum.GetNames(type))
            {
                yield return $"F:{owner}.{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}";
            }

            yield break;
        }

        if (type.IsSubclassOf(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            yield return $"M:{owner}.Invoke({Parameters(invoke)}) -> {TypeNames.Short(invoke.ReturnType)}";
            yield break;
        }

        foreach (var constructor in type.GetConstructors(Declared).Where(constructor => !constructor.IsStatic && IsVisible(constructor)))
        {
            yield return $"M:{owner}.#ctor({Parameters(constructor)})" + Braces([Protected(constructor)]);
        }

        foreach (var property in type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)))
        {
            yield return PropertyLine(owner, property, withPropertyModifiers);
        }

        foreach (var method in type.GetMethods(Declared).Where(method => IsVisible(method) && IsWritten(method)))
        {
            yield return MethodLine(owner, method);
        }

        foreach (var @event in type.GetEvents(Declared).Where(@event => IsVisible(@event.AddMethod!)))
        {
            yield return $"E:{owner}.{@event.Name} -> {TypeNames.Short(@event.EventHandlerType!)}";
        }

        foreach (var field in type.GetFields(Declared).Where(IsVisible))
        {
            yield return field.IsLiteral
                ? $"F:{owner}.{field.Name} const -> {TypeNames.Short(field.FieldType)} = {Value(field.GetRawConstantValue(), field.FieldType)}"
                : $"F:{owner}.{field.Name}{(field.IsStatic ? " static" : "")} -> {TypeNames.Short(field.FieldType)}" + Required(field);
        }
    }

    private static string TypeLine(Type type)
    {
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => type.IsDefined(typeof(FlagsAttribute)) ? "enum [Flags]" : "enum",
            { IsValueType: true } => "struct",
            _ when type.IsSubclassOf(typeof(Delegate)) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        return $"T:{TypeNames.Full(type)} {{{kind}}}";
    }

    private static string PropertyLine(string owner, PropertyInfo property, bool withModifiers)
    {
        var widest = property.GetAccessors(nonPublic: true).OrderByDescending(accessor => accessor.IsPublic).First();
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"this[{string.Join(", ", parameters.Select(Parameter))}]" : property.Name;
        string[] accessors = [Accessor(property.GetMethod, "get", widest), Accessor(property.SetMethod, IsInit(property.SetMethod) ? "init" : "set", widest)];
        string[] modifiers = withModifiers ? [Protected(widest), Inheritance(widest)] : [widest.IsStatic ? "static" : ""];
        return $"P:{owner}.{index} {{ {string.Join(' ', accessors.Where(text => text.Length > 0))} }} -> {TypeNames.Short(property.PropertyType)}" + Required(property) + Braces(modifiers);
    }

    private static string Accessor(MethodInfo? accessor, string word, MethodInfo widest) =>
        accessor is null || !IsVisible(accessor) ? "" : (widest.IsPublic && !accessor.IsPublic ? "protected " : "") + word + ";";

    private static string MethodLine(string owner, MethodInfo method) =>
        $"M:{owner}.{method.Name}{TypeNames.Arguments(method.GetGenericArguments())}({Parameters(method)}) -> {TypeNames.Short(method.ReturnType)}"
        + string.Concat(method.GetGenericArguments().Select(Constraints))
        + Braces([Protected(method), Inheritance(method)]);

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var suffix = parameter.HasDefaultValue ? " = " + Value(parameter.DefaultValue, parameter.ParameterType) : "";
        return prefix + TypeNames.Short(parameter.ParameterType) + " " + parameter.Name + suffix;
    }

    // The lists write the default of a value type as "default" and that of a reference type as "null" or "default": one word here.
    private static string Value(object? value, Type type) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        _ when (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } @enum => Enum.GetName(@enum, value) ?? Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Constraints(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        List<string> constraints =
        [
            isStruct ? "struct" : attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? "class" : "",
            .. parameter.GetGenericParameterConstraints().Where(constraint => constraint != typeof(ValueType)).Select(TypeNames.Short),
            !isStruct && attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? "new()" : "",
        ];
        constraints.RemoveAll(text => text.Length == 0);
        return constraints.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", constraints)}";
    }

    private static bool IsVisible(MethodBase method) => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !IsOfSealedType(method);

    private static bool IsVisible(FieldInfo field) => field.IsPublic || ((field.IsFamily || field.IsFamilyOrAssembly) && !field.DeclaringType!.IsSealed);

    // In no list: a member that users must set is a demand of our own.
    private static string Required(MemberInfo member) => member.IsDefined(typeof(RequiredMemberAttribute)) ? " {required}" : "";

    private static bool IsOfSealedType(MethodBase method) => !method.IsPublic && method.DeclaringType!.IsSealed;

    private static bool IsWritten(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && method.Name != "<Clone>$" && !IsFromObject(method) && !IsEquatable(method);

    // Overriding what every object has, or fulfilling IEquatable of the type line, adds nothing to the surface.
    private static bool IsFromObject(MethodInfo method) => method.GetBaseDefinition().DeclaringType == typeof(object) || method.GetBaseDefinition().DeclaringType == typeof(ValueType);

    private static bool IsEquatable(MethodInfo method) =>
        method.Name == nameof(Equals) && method.GetParameters() is [var other] && typeof(IEquatable<>).MakeGenericType(other.ParameterType).IsAssignableFrom(method.DeclaringType);

    private static bool IsInit(MethodInfo? setter) => setter?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;

    private static string Protected(MethodBase method) => method.IsPublic ? "" : "protected";

    private static string Inheritance(MethodInfo method) => method switch
    {
        { IsStatic: true } => "static",
        { IsFinal: true } when method.GetBaseDefinition() == method => "",
        { IsVirtual: true } when method.GetBaseDefinition() != method => "override",
        { IsAbstract: true } => "abstract",
        { IsVirtual: true } => "virtual",
        _ => "",
    };

    private static string Braces(IEnumerable<string> words)
    {
        var text = string.Join(' ', words.Where(word => word.Length > 0));
        return text.Length == 0 ? "" : $" {{{text}}}";
    }
}
