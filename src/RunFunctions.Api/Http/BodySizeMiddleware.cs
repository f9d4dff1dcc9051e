using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>
/// Bounds every request body: an announced longer one is refused unread, another one is cut off by the server while it is
/// read. Readers of bodies ask <see cref="LimitOf"/> and count exactly, because a server does not and need not.
/// </summary>
public sealed class BodySizeMiddleware : IFunctionsWorkerMiddleware
{
    // The server counts the frames around chunks too, and clients may send small ones.
    private const long Framing = 64 * 1024;

    private static readonly object Item = new();

    private static readonly FrozenDictionary<string, RequestBodyAttribute> Declared = AppFunctions.All
        .Where(function => function.GetCustomAttribute<RequestBodyAttribute>() is not null)
        .ToFrozenDictionary(
            function => function.GetCustomAttribute<FunctionAttribute>()!.Name,
            function => function.GetCustomAttribute<RequestBodyAttribute>()!);

    private static readonly RequestBodyAttribute Default = new(RequestBodyAttribute.DefaultMaxBytes);

    /// <summary>How many bytes the body of this request may have.</summary>
    public static long LimitOf(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Items[Item] is long limit ? limit : RequestBodyAttribute.DefaultMaxBytes;
    }

    /// <summary>The refusal of a body over its limit.</summary>
    public static Refusal TooLarge(long maxBytes) =>
        new(ErrorCode.PayloadTooLarge, $"The request body is larger than {maxBytes} bytes.");

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            return next(context);
        }

        var body = Declared.GetValueOrDefault(context.FunctionDefinition.Name, Default);
        if (http.Request.ContentLength > body.MaxBytes && !body.RefusedByFunction)
        {
            context.GetInvocationResult().Value = new ProblemResult(TooLarge(body.MaxBytes));
            return Task.CompletedTask;
        }

        http.Items[Item] = body.MaxBytes;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = body.MaxBytes + Framing;
        }

        return next(context);
    }
}
