using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using RunFunctions.Api.Http;

namespace RunFunctions.Api.Access;

/// <summary>Answers 429 to callers who send too much. Functions that are open to everybody are not limited.</summary>
public sealed class RateLimitMiddleware(RateLimits limits) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http
            && AccessMatrix.Of(context.FunctionDefinition.Name)?.IsPublic == false
            && Take(http, context.FunctionDefinition.Name) is { } exceeded)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(exceeded.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            context.GetInvocationResult().Value = new ProblemResult(exceeded.Refusal);
            return Task.CompletedTask;
        }

        return next(context);
    }

    private RateLimitExceeded? Take(HttpContext http, string function) =>
        http.FindCaller() is { } caller ? limits.Take(caller, function) : limits.TakeRefused(RemoteAddress.Of(http));
}
