using System.Collections.Frozen;
using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Functions.Hosting.Invocation;

internal sealed class TriggerBindingContext(IReadOnlyDictionary<string, object?> bindingData) : BindingContext
{
    public static IReadOnlyDictionary<string, object?> NoData { get; } = FrozenDictionary<string, object?>.Empty;

    public override IReadOnlyDictionary<string, object?> BindingData { get; } = bindingData;
}

/// <summary>The trace that the invocation was started in; empty texts when nobody traces.</summary>
internal sealed class CurrentTraceContext : TraceContext
{
    private readonly Activity? _activity = Activity.Current;

    public override string TraceParent => _activity?.Id ?? "";

    public override string TraceState => _activity?.TraceStateString ?? "";
}

/// <summary>The local host retries no invocation by itself.</summary>
internal sealed class NoRetry : RetryContext
{
    public static NoRetry Instance { get; } = new();

    public override int RetryCount => 0;

    public override int MaxRetryCount => 0;
}
