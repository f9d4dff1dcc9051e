using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>Turns what an HTTP function throws into the contract's error; the exception goes to the log, never to the caller.</summary>
public sealed partial class ErrorMiddleware(ILogger<ErrorMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is listening any more.
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            Failed(logger, failure, context.FunctionDefinition.Name);
            context.GetInvocationResult().Value = new ProblemResult(ToRefusal(failure, http));
        }
    }

    /// <summary>What a caller is told of an exception.</summary>
    internal static Refusal ToRefusal(Exception failure, HttpContext http) => failure switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => BodySizeMiddleware.TooLarge(BodySizeMiddleware.LimitOf(http)),
        BadHttpRequestException => Refusal.Invalid("body", "readable", "The request could not be read."),
        RequestFailedException { Status: 0 or 429 or >= 500 } or AggregateException =>
            new Refusal(ErrorCode.ServiceUnavailable, "Storage does not answer. Try again."),
        _ => new Refusal(ErrorCode.InternalError, "Something went wrong here. The request id helps to find it."),
    };

    [LoggerMessage(LogLevel.Error, "Function {function} failed.")]
    private static partial void Failed(ILogger logger, Exception failure, string function);
}
