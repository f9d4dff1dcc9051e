using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace RunFunctions.Api.Http;

/// <summary>Refuses malformed ids in the address before anything else is asked, for every HTTP function, in one place.</summary>
public sealed class PathIdsMiddleware : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http
            && http.Request.RouteValues.Select(value => PathIds.Check(value.Key, value.Value as string ?? "")).FirstOrDefault(refusal => refusal is not null) is { } malformed)
        {
            context.GetInvocationResult().Value = new ProblemResult(malformed);
            return Task.CompletedTask;
        }

        return next(context);
    }
}
