using LocalRuntime.Functions.Hosting.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>ASP.NET Core's view of an invocation.</summary>
public static class FunctionContextExtensions
{
    internal const string HttpContextKey = "HttpRequestContext";

    /// <returns>The request of an HTTP trigger; null for other triggers.</returns>
    public static HttpContext? GetHttpContext(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items.TryGetValue(HttpContextKey, out var value) ? value as HttpContext : null;
    }
}

/// <summary>Results of an invocation, for middleware.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <returns>The result; assigning its <c>Value</c> replaces what the caller receives.</returns>
    public static InvocationResult GetInvocationResult(this FunctionContext context) => Feature(context).Untyped;

    /// <inheritdoc cref="GetInvocationResult"/>
    /// <exception cref="InvalidOperationException">The function returned a value of another type.</exception>
    public static InvocationResult<T?> GetInvocationResult<T>(this FunctionContext context) => Feature(context).Typed<T>();

    private static InvocationResultFeature Feature(FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<InvocationResultFeature>()
            ?? throw new InvalidOperationException("The function context carries no invocation result.");
    }
}

/// <summary>Loggers of the invocation's services.</summary>
public static class FunctionContextLoggerExtensions
{
    public static ILogger GetLogger(this FunctionContext context, string categoryName)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.InstanceServices.GetRequiredService<ILoggerFactory>().CreateLogger(categoryName);
    }

    public static ILogger<T?> GetLogger<T>(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.InstanceServices.GetRequiredService<ILogger<T?>>();
    }
}
