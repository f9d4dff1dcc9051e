using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LocalRuntime.Functions.Hosting;

// The seam between the host and an extension (the durable engine). All internal: nothing here is official API.

/// <summary>One method with <see cref="FunctionAttribute"/> and what the host read from its attributes.</summary>
/// <param name="Name">Name given in <see cref="FunctionAttribute"/>; unique in the app.</param>
/// <param name="Method">The method to run; instance methods get their class from dependency injection.</param>
/// <param name="Trigger">The trigger attribute of the trigger parameter.</param>
/// <param name="TriggerParameter">The parameter that carries <paramref name="Trigger"/>.</param>
internal sealed record FunctionDescriptor(
    string Name,
    MethodInfo Method,
    TriggerBindingAttribute Trigger,
    ParameterInfo TriggerParameter);

/// <summary>Every function of the app, found once at start.</summary>
internal interface IFunctionCatalog
{
    IReadOnlyList<FunctionDescriptor> Functions { get; }
}

/// <summary>Runs one function: new scope, worker middleware, parameter binding, the method, its awaited result.</summary>
internal interface IFunctionInvoker
{
    /// <param name="function">A function of the catalog.</param>
    /// <param name="triggerValue">
    /// What the trigger parameter is bound from: already an instance of its type, or a value that the invoker converts
    /// (string → JSON, route text → parsed).
    /// </param>
    /// <param name="httpContext">Set for HTTP triggers, so that <c>context.GetHttpContext()</c> answers.</param>
    /// <param name="cancellationToken">Bound to <see cref="CancellationToken"/> parameters and to the context; <see cref="CancellationToken.None"/> also means no function timeout.</param>
    /// <returns>The method's result, unwrapped from <c>Task</c>/<c>ValueTask</c>; null for void.</returns>
    /// <exception cref="Exception">The function's own exception, not wrapped.</exception>
    Task<object?> InvokeAsync(
        FunctionDescriptor function,
        object? triggerValue,
        HttpContext? httpContext,
        CancellationToken cancellationToken);
}

/// <summary>Binds parameters that are not the trigger, for example <c>[DurableClient] DurableTaskClient</c>.</summary>
internal interface IInputBindingProvider
{
    bool CanBind(ParameterInfo parameter);

    ValueTask<object?> BindAsync(ParameterInfo parameter, FunctionContext context);
}

/// <summary>Something that fires functions: started after storage answers and before HTTP is served, stopped in reverse.</summary>
internal interface ITriggerListener
{
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Takes no new work and waits for what runs, at most until <paramref name="cancellationToken"/>.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}

/// <summary>Adds HTTP endpoints that are the host's, not the app's (<c>/runtime/webhooks/...</c>).</summary>
internal interface IWebhookProvider
{
    void Map(IEndpointRouteBuilder endpoints);
}
