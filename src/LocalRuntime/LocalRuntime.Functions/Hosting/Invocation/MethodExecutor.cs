using System.Linq.Expressions;
using System.Reflection;

namespace LocalRuntime.Functions.Hosting.Invocation;

/// <summary>Calls a function's method and awaits its result; null for methods that return nothing.</summary>
internal delegate ValueTask<object?> MethodExecutor(object? instance, object?[] arguments);

/// <summary>Compiles methods once, so that a call costs no reflection and exceptions come out unwrapped.</summary>
internal static class MethodCompiler
{
    public static MethodExecutor Compile(MethodInfo method)
    {
        var instance = Expression.Parameter(typeof(object), "instance");
        var arguments = Expression.Parameter(typeof(object?[]), "arguments");
        var call = Expression.Call(
            method.IsStatic ? null : Expression.Convert(instance, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, index) => Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType)));
        return Expression.Lambda<MethodExecutor>(Awaited(call), instance, arguments).Compile();
    }

    private static Expression Awaited(Expression call)
    {
        var type = call.Type;
        if (type == typeof(void))
        {
            return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        }

        if (type == typeof(Task))
        {
            return Expression.Call(Adapter(nameof(FromTask)), call);
        }

        if (type == typeof(ValueTask))
        {
            return Expression.Call(Adapter(nameof(FromTask)), Expression.Call(call, nameof(ValueTask.AsTask), null));
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
        {
            return Expression.Call(Adapter(nameof(FromTaskOf)).MakeGenericMethod(type.GetGenericArguments()), call);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            return Expression.Call(Adapter(nameof(FromTaskOf)).MakeGenericMethod(type.GetGenericArguments()), Expression.Call(call, nameof(ValueTask<>.AsTask), null));
        }

        return Expression.Call(Adapter(nameof(FromValue)), Expression.Convert(call, typeof(object)));
    }

    private static MethodInfo Adapter(string name) => typeof(MethodCompiler).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static ValueTask<object?> FromValue(object? value) => new(value);

    private static async ValueTask<object?> FromTask(Task task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> FromTaskOf<T>(Task<T> task) => await task;
}
