using LocalRuntime.Functions.Hosting.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Functions.Hosting.Invocation;

/// <summary>One invocation. What few functions look at is made when first asked for.</summary>
internal sealed class InvocationContext : FunctionContext
{
    private readonly InvocationFeatures _features = new();
    private BindingContext? _bindingContext;
    private TraceContext? _traceContext;

    public InvocationContext(PreparedFunction function, object? triggerValue, HttpContext? httpContext, IServiceProvider services, CancellationToken cancellationToken)
    {
        Function = function;
        TriggerValue = triggerValue;
        HttpContext = httpContext;
        InstanceServices = services;
        CancellationToken = cancellationToken;
        _features.Set(Result);
    }

    public PreparedFunction Function { get; }

    public object? TriggerValue { get; }

    public HttpContext? HttpContext { get; }

    public InvocationResultFeature Result { get; } = new();

    public override string InvocationId { get; } = Identifiers.NewInvocationId();

    public override string FunctionId => Function.Definition.Id;

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override TraceContext TraceContext => _traceContext ??= new CurrentTraceContext();

    public override BindingContext BindingContext => _bindingContext ??= new TriggerBindingContext(
        HttpContext is null ? TriggerBindingContext.NoData : HttpBindingData.Read(HttpContext));

    public override RetryContext RetryContext => NoRetry.Instance;

    public override IServiceProvider InstanceServices { get; set; }

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features => _features;

    public override CancellationToken CancellationToken { get; }
}
