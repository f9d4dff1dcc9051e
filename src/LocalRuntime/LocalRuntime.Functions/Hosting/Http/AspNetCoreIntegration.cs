using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Functions.Hosting.Http;

/// <summary>What <c>ConfigureFunctionsWebApplication</c> adds: HTTP context, results, endpoints.</summary>
internal static class AspNetCoreIntegration
{
    public static void Add(FunctionsApplicationBuilder builder)
    {
        builder.Services.AddMvcCore();
        builder.Services.AddSingleton<HttpFunctionEndpoints>();
        builder.Use(next => async context =>
        {
            if (context is not Invocation.InvocationContext { HttpContext: { } http })
            {
                await next(context);
                return;
            }

            context.Items[FunctionContextExtensions.HttpContextKey] = http;
            await next(context);
            await HttpResultWriter.WriteAsync(http, context.GetInvocationResult().Value, context.CancellationToken);
        });
    }
}
