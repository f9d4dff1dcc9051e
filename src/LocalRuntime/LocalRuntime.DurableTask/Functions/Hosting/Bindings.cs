using System.Reflection;
using LocalRuntime.DurableTask.Engine;
using LocalRuntime.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.DurableTask.Functions;

/// <summary>Binds <c>[DurableClient] DurableTaskClient</c>.</summary>
internal sealed class DurableClientBinding : IInputBindingProvider
{
    public bool CanBind(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(DurableTaskClient) && parameter.IsDefined(typeof(DurableClientAttribute), inherit: false);

    // Asked for late: the client needs the functions, and the functions need their bindings.
    public ValueTask<object?> BindAsync(ParameterInfo parameter, FunctionContext context) =>
        new(context.InstanceServices.GetRequiredService<LocalDurableTaskClient>());
}

/// <summary>Binds an orchestrator's second parameter from the orchestration's input.</summary>
internal sealed class OrchestrationInputBinding : IInputBindingProvider
{
    private static readonly MethodInfo Read = typeof(TaskOrchestrationContext).GetMethod(nameof(TaskOrchestrationContext.GetInput))!;

    public bool CanBind(ParameterInfo parameter) =>
        parameter.Member is MethodInfo method
        && method.GetParameters().Any(other => other != parameter && other.IsDefined(typeof(OrchestrationTriggerAttribute), inherit: false))
        && !parameter.GetCustomAttributes<Microsoft.Azure.Functions.Worker.Extensions.Abstractions.BindingAttribute>().Any();

    public ValueTask<object?> BindAsync(ParameterInfo parameter, FunctionContext context) =>
        new(Read.MakeGenericMethod(parameter.ParameterType)
            .Invoke(CurrentOrchestration.Context, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null));
}
