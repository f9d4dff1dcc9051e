using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Functions.Hosting.Invocation;

/// <summary>Holds what the function returned, as two views on one value.</summary>
internal sealed class InvocationResultFeature
{
    private object? _value;

    public InvocationResultFeature()
    {
        Untyped = new UntypedResult(this);
    }

    public InvocationResult Untyped { get; }

    public InvocationResult<T?> Typed<T>() => _value is null or T
        ? new TypedResult<T?>(this)
        : throw new InvalidOperationException($"The function returned a {_value.GetType()}, not a {typeof(T)}.");

    private sealed class UntypedResult(InvocationResultFeature feature) : InvocationResult
    {
        public override object? Value { get => feature._value; set => feature._value = value; }
    }

    private sealed class TypedResult<T>(InvocationResultFeature feature) : InvocationResult<T>
    {
        public override T? Value { get => (T?)feature._value; set => feature._value = value; }
    }
}
