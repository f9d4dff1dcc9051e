using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>Which types a type uses: in its signatures, its attributes and the bodies of its methods.</summary>
internal static class TypeUses
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Instructions =
        typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(instruction => instruction.Value);

    private static readonly ConditionalWeakTable<Type, IReadOnlyCollection<Type>> Known = [];

    /// <summary>Every type that <paramref name="type"/> uses, generic types and their arguments one by one.</summary>
    public static IReadOnlyCollection<Type> Of(Type type) => Known.GetValue(type, Collect);

    private static HashSet<Type> Collect(Type type)
    {
        HashSet<Type> uses = [];
        Add(uses, type.BaseType);
        foreach (var used in type.GetInterfaces().Concat(type.GetGenericArguments().SelectMany(argument => argument.IsGenericParameter ? argument.GetGenericParameterConstraints() : [argument])))
        {
            Add(uses, used);
        }

        AddAttributes(uses, type);
        foreach (var member in type.GetMembers(Declared))
        {
            AddAttributes(uses, member);
            switch (member)
            {
                case FieldInfo field:
                    Add(uses, field.FieldType);
                    break;
                case PropertyInfo property:
                    Add(uses, property.PropertyType);
                    break;
                case MethodBase method:
                    AddMethod(uses, method);
                    break;
            }
        }

        return uses;
    }

    private static void AddMethod(HashSet<Type> uses, MethodBase method)
    {
        AddSignature(uses, method);
        foreach (var parameter in method.GetParameters())
        {
            foreach (var attribute in parameter.CustomAttributes)
            {
                Add(uses, attribute.AttributeType);
            }
        }

        if (method.GetMethodBody() is not { } body)
        {
            return;
        }

        foreach (var local in body.LocalVariables)
        {
            Add(uses, local.LocalType);
        }

        foreach (var token in Tokens(body.GetILAsByteArray()!))
        {
            AddToken(uses, method, token);
        }
    }

    private static void AddToken(HashSet<Type> uses, MethodBase method, int token)
    {
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        switch (method.Module.ResolveMember(token, typeArguments, methodArguments))
        {
            case Type type:
                Add(uses, type);
                break;
            case FieldInfo field:
                Add(uses, field.DeclaringType);
                Add(uses, field.FieldType);
                break;
            case MethodBase called:
                Add(uses, called.DeclaringType);
                AddSignature(uses, called);
                break;
        }
    }

    private static void AddSignature(HashSet<Type> uses, MethodBase method)
    {
        if (method is MethodInfo { ReturnType: var result })
        {
            Add(uses, result);
        }

        foreach (var type in method.GetParameters().Select(parameter => parameter.ParameterType).Concat(method.IsGenericMethod ? method.GetGenericArguments() : []))
        {
            Add(uses, type);
        }
    }

    private static void AddAttributes(HashSet<Type> uses, MemberInfo member)
    {
        foreach (var attribute in member.CustomAttributes)
        {
            Add(uses, attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments)
            {
                Add(uses, argument.Value as Type);
            }
        }
    }

    private static void Add(HashSet<Type> uses, Type? type)
    {
        while (type is { HasElementType: true })
        {
            type = type.GetElementType();
        }

        if (type is null || type.IsGenericParameter)
        {
            return;
        }

        uses.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
        foreach (var argument in type.GenericTypeArguments)
        {
            Add(uses, argument);
        }
    }

    /// <summary>The metadata tokens of a method body, in the order of its instructions.</summary>
    private static IEnumerable<int> Tokens(byte[] body)
    {
        for (var at = 0; at < body.Length;)
        {
            var isLong = body[at] == OpCodes.Prefix1.Value;
            var instruction = Instructions[isLong ? (short)((body[at] << 8) | body[at + 1]) : body[at]];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return BitConverter.ToInt32(body, at);
            }

            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
                _ => 4,
            };
        }
    }
}
