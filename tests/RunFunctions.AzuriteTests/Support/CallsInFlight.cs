using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>Knows how many HTTP functions are executing, so that a test can wait for one whose caller has gone away.</summary>
internal sealed class CallsInFlight : IFunctionsWorkerMiddleware
{
    private int _count;
    private int _begun;

    /// <summary>How many have begun since the app started.</summary>
    public int Begun => Volatile.Read(ref _begun);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is null)
        {
            await next(context);
            return;
        }

        Interlocked.Increment(ref _count);
        Interlocked.Increment(ref _begun);
        try
        {
            await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }

    public Task WaitForOneMoreAsync(int than) => Eventually.TrueAsync(() => Begun > than, "another call");

    public Task WaitForAsync(int count) => Eventually.TrueAsync(() => Volatile.Read(ref _count) == count, $"{count} calls in flight");
}
