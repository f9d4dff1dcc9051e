using System.Reflection;

namespace LocalRuntime.Tests.Api;

/// <summary>Types as the surface lists write them: C# keywords, short names, type arguments in angle brackets.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>Names of the keywords that stand for value types.</summary>
    public static IEnumerable<string> ValueKeywords => Keywords.Where(keyword => keyword.Key.IsValueType).Select(keyword => keyword.Value);

    public static string Short(Type type)
    {
        if (type.IsByRef)
        {
            return Short(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Short(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Short(underlying) + "?";
        }

        return Keywords.TryGetValue(type, out var keyword) ? keyword : Plain(type) + Arguments(OwnArguments(type));
    }

    /// <summary>Namespace and outer types included: how a list names the type itself.</summary>
    public static string Full(Type type)
    {
        var prefix = type.DeclaringType is { } outer ? Full(outer) : type.Namespace;
        return prefix + "." + Plain(type) + Arguments(OwnArguments(type));
    }

    public static string Arguments(IReadOnlyCollection<Type> arguments) => arguments.Count == 0 ? "" : "<" + string.Join(", ", arguments.Select(Short)) + ">";

    /// <summary>Every type that a type is made of.</summary>
    public static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type)
        : [type];

    private static string Plain(Type type) => type.Name.Split('`')[0];

    // Reflection repeats an outer type's arguments on the nested type; C# does not write them twice.
    private static Type[] OwnArguments(Type type)
    {
        var outer = type.DeclaringType?.GetTypeInfo().GenericTypeParameters.Length ?? 0;
        return type.IsGenericParameter ? [] : type.GetGenericArguments()[outer..];
    }
}
