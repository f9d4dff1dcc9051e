namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of the pipeline, down to the function.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);

/// <summary>A step around every invocation. One instance serves all invocations.</summary>
public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
