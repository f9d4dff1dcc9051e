using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using RunFunctions.Api.Http;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.Api.Platform;

/// <summary>The function answers also while storage is away.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WithoutStorageAttribute : Attribute;

/// <summary>
/// Makes sure that tables and containers exist before a function needs them. In the pipeline and not at start, because a
/// worker may be given its first function before its hosted services have started.
/// </summary>
public sealed class StorageSetupMiddleware(StorageSetup setup) : IFunctionsWorkerMiddleware
{
    private static readonly FrozenSet<string> WithoutStorage = AppFunctions.All
        .Where(function => function.GetCustomAttribute<WithoutStorageAttribute>() is not null)
        .Select(function => function.GetCustomAttribute<FunctionAttribute>()!.Name)
        .ToFrozenSet(StringComparer.Ordinal);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (!WithoutStorage.Contains(context.FunctionDefinition.Name))
        {
            await setup.EnsureAsync(context.CancellationToken);
        }

        await next(context);
    }
}
