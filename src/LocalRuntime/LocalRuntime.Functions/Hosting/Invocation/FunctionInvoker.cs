using System.Diagnostics;
using LocalRuntime.Functions.Hosting.Startup;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Functions.Hosting.Invocation;

/// <summary>Runs functions through the worker pipeline. Everything that reflection tells is read once, in the constructor.</summary>
internal sealed class FunctionInvoker : IFunctionInvoker
{
    // Source and name of the official worker's spans.
    private static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    // By reference: a record's own equality would compare attributes by reflection.
    private readonly Dictionary<FunctionDescriptor, PreparedFunction> _functions = new(ReferenceEqualityComparer.Instance);
    private readonly FunctionExecutionDelegate _pipeline;
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly TimeSpan? _timeout;

    /// <exception cref="HostStartException">A function has a parameter that nothing binds.</exception>
    public FunctionInvoker(
        IFunctionCatalog catalog,
        IEnumerable<IInputBindingProvider> providers,
        WorkerPipelineBuilder pipeline,
        IServiceScopeFactory scopes,
        HostSettings settings,
        TimeProvider time)
    {
        IReadOnlyList<IInputBindingProvider> inputs = [.. providers];
        foreach (var function in catalog.Functions)
        {
            _functions.Add(function, new PreparedFunction(function, inputs));
        }

        _pipeline = pipeline.Build(ExecuteAsync);
        _scopes = scopes;
        _time = time;
        _timeout = settings.FunctionTimeout;
    }

    public async Task<object?> InvokeAsync(FunctionDescriptor function, object? triggerValue, HttpContext? httpContext, CancellationToken cancellationToken)
    {
        var prepared = _functions[function];

        // What cannot be cancelled is not timed either: a replay of an orchestrator is left where it waits, for good.
        using var timeout = _timeout is { } limit && cancellationToken.CanBeCanceled ? new CancellationTokenSource(limit, _time) : null;
        using var linked = timeout is null ? null : CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var token = linked?.Token ?? cancellationToken;
        if (httpContext is not null)
        {
            // The request has a scope of its own, which lives until its answer is sent.
            return await RunAsync(new InvocationContext(prepared, triggerValue, httpContext, httpContext.RequestServices, token));
        }

        await using var scope = _scopes.CreateAsyncScope();
        return await RunAsync(new InvocationContext(prepared, triggerValue, httpContext: null, scope.ServiceProvider, token));
    }

    private static async Task ExecuteAsync(FunctionContext context)
    {
        var invocation = (InvocationContext)context;
        invocation.Result.Untyped.Value = await invocation.Function.ExecuteAsync(invocation);
    }

    private async Task<object?> RunAsync(InvocationContext context)
    {
        using var span = Source.StartActivity("Invoke", ActivityKind.Internal);
        span?.SetTag("faas.name", context.FunctionDefinition.Name).SetTag("faas.invocation_id", context.InvocationId);
        try
        {
            await _pipeline(context);
        }
        catch (Exception exception)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.GetType().FullName);
            throw;
        }

        return context.Result.Untyped.Value;
    }
}
