namespace Microsoft.Azure.Functions.Worker;

/// <summary>The trigger's data by name; for HTTP the route values, the query and <c>Headers</c> as JSON.</summary>
public abstract class BindingContext
{
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

/// <summary>The W3C <c>traceparent</c> and <c>tracestate</c> of an invocation.</summary>
public abstract class TraceContext
{
    public abstract string TraceParent { get; }

    public abstract string TraceState { get; }

    public virtual IReadOnlyDictionary<string, string> Attributes { get; } = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;
}

/// <summary>Retries by the host's retry policy; both counts are 0 when the function has none.</summary>
public abstract class RetryContext
{
    public abstract int RetryCount { get; }

    public abstract int MaxRetryCount { get; }
}
