using LocalRuntime.DurableTask.Replay;
using LocalRuntime.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace LocalRuntime.DurableTask.Functions;

/// <summary>The app's functions with durable triggers, as orchestrators and activities.</summary>
internal sealed class FunctionTaskCatalog : ITaskCatalog
{
    private readonly Dictionary<string, Orchestrator> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Activity> _activities = new(StringComparer.OrdinalIgnoreCase);

    public FunctionTaskCatalog(IFunctionCatalog functions, IFunctionInvoker invoker, DataConverter converter)
    {
        foreach (var function in functions.Functions)
        {
            switch (function.Trigger)
            {
                case OrchestrationTriggerAttribute trigger:
                    _orchestrators.Add(trigger.Orchestration ?? function.Name, context => RunOrchestrator(invoker, function, context));
                    break;
                case ActivityTriggerAttribute trigger:
                    _activities.Add(trigger.Activity ?? function.Name, (call, cancellation) => RunActivityAsync(invoker, function, converter, call, cancellation));
                    break;
                default:
                    break;
            }
        }
    }

    public Orchestrator? FindOrchestrator(string name) => _orchestrators.GetValueOrDefault(name);

    public Activity? FindActivity(string name) => _activities.GetValueOrDefault(name);

    // No token: the official host neither cancels orchestrators nor limits their time, they only ever run for an instant.
    private static Task<object?> RunOrchestrator(IFunctionInvoker invoker, FunctionDescriptor function, TaskOrchestrationContext context)
    {
        CurrentOrchestration.Context = context;
        return invoker.InvokeAsync(function, context, httpContext: null, CancellationToken.None);
    }

    private static Task<object?> RunActivityAsync(
        IFunctionInvoker invoker,
        FunctionDescriptor function,
        DataConverter converter,
        ActivityCall call,
        CancellationToken cancellationToken)
    {
        var input = converter.Deserialize(call.Input, function.TriggerParameter.ParameterType);
        return invoker.InvokeAsync(function, input, httpContext: null, cancellationToken);
    }
}
