using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.Api.Engine;

/// <summary>What a function itself does in storage is counted on the run that it works for; identity and audit are not.</summary>
public sealed class StorageMeterMiddleware(StorageMeter meter) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        using var scope = meter.Begin();
        await next(context);
    }
}
