using System.Collections.Frozen;
using System.Reflection;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Engine;

/// <summary>The function honours <c>Idempotency-Key</c>: what it makes gets the reserved id of its request's origin.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute
{
    /// <summary>
    /// Whether a repeat gets the first answer to the byte. Not where an answer shows a secret or tells of a person, which are not
    /// to stand in one more place: there a repeat finds what was made and describes it as it is.
    /// </summary>
    public bool KeepsAnswer { get; init; } = true;
}

/// <summary>
/// Executes one of any number of equal requests with the same <c>Idempotency-Key</c>, and answers the others as it. Answers that
/// made something are kept, unless the function says otherwise; a refusal made nothing and releases the key. Without the header it does nothing.
/// </summary>
public sealed partial class IdempotencyMiddleware(UseIdempotencyKey keys, RunSettings settings, ILogger<IdempotencyMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public const string KeyHeader = "Idempotency-Key";
    public const string OnFailureHeader = "Idempotency-On-Failure";
    public const string StatusHeader = "Idempotency-Status";

    private static readonly FrozenDictionary<string, FailedRunPolicy> Policies = new Dictionary<string, FailedRunPolicy>
    {
        ["replay"] = FailedRunPolicy.Replay,
        ["new-run"] = FailedRunPolicy.NewRun,
        ["refuse"] = FailedRunPolicy.Refuse,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, IdempotentAttribute> Honouring = AppFunctions.All
        .Where(function => function.GetCustomAttribute<IdempotentAttribute>() is not null)
        .ToFrozenDictionary(function => function.GetCustomAttribute<FunctionAttribute>()!.Name, function => function.GetCustomAttribute<IdempotentAttribute>()!, StringComparer.Ordinal);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (context.GetHttpContext() is not { } http || http.Request.Headers[KeyHeader].Count == 0 || !Honouring.TryGetValue(context.FunctionDefinition.Name, out var idempotent))
        {
            await next(context);
            return;
        }

        var begun = await BeginAsync(context.FunctionDefinition.Name, http, context.CancellationToken);
        if (!begun.TryGet(out var decision, out var refusal))
        {
            if (refusal.Reason == UseIdempotencyKey.InFlightReason)
            {
                http.Response.Headers.RetryAfter = "1";
            }

            context.GetInvocationResult().Value = new ProblemResult(refusal);
        }
        else if (decision.Answer is { } answer)
        {
            http.Response.Headers[StatusHeader] = "replayed";
            context.GetInvocationResult().Value = KeptAnswers.Give(http, answer);
        }
        else
        {
            await ExecuteAsync(context, next, http, decision.Hold!, idempotent.KeepsAnswer);
        }
    }

    private async Task<Result<KeyDecision>> BeginAsync(string function, HttpContext http, CancellationToken cancellationToken)
    {
        if (http.Request.Headers[KeyHeader] is not [var text] || !IdempotencyKey.IsKey(text))
        {
            return Refusal.Invalid(KeyHeader, "idempotency_key", $"Expected 1 to {IdempotencyKey.MaxLength} visible ASCII characters.");
        }

        var policy = settings.IdempotencyOnFailure;
        var wanted = http.Request.Headers[OnFailureHeader];
        if (wanted.Count > 0 && !Policies.TryGetValue(wanted.ToString(), out policy))
        {
            return Refusal.Invalid(OnFailureHeader, "enum", $"Expected one of: {string.Join(", ", Policies.Keys.Order(StringComparer.Ordinal))}.");
        }

        var caller = http.Caller();
        return await keys.BeginAsync(
            new IdempotencyKey(caller.Organization, caller.User, function, text!), await PayloadHash.OfAsync(http.Request, cancellationToken), policy, cancellationToken);
    }

    private async Task ExecuteAsync(FunctionContext context, FunctionExecutionDelegate next, HttpContext http, KeyHold hold, bool keepsAnswer)
    {
        var use = hold.Use.Value;
        var reservation = new Reservation(use.ReservedId, use.ReservedAt, hold.IsRepeat) { Failed = use.Answer?.Run };
        RequestIdentity.Reserve(http, reservation);
        try
        {
            await next(context);
        }
        catch
        {
            await SettleAsync(() => keys.BreakOffAsync(hold, CancellationToken.None));
            throw;
        }

        if (context.GetInvocationResult().Value is ProblemResult problem)
        {
            // The request that died may have made something that this one was not told of.
            var isUnknown = hold.IsRepeat || ErrorStatus.Table[problem.Refusal.Code] >= StatusCodes.Status500InternalServerError;
            await SettleAsync(() => isUnknown ? keys.BreakOffAsync(hold, CancellationToken.None) : keys.ForgetAsync(hold, CancellationToken.None));
            return;
        }

        http.Response.Headers[StatusHeader] = reservation.IsFound ? "deduplicated" : use.IsRenewed ? "key-reused-after-failure" : "created";
        if (!keepsAnswer)
        {
            await SettleAsync(() => keys.BreakOffAsync(hold, CancellationToken.None));
            return;
        }

        var answer = await KeptAnswers.RenderAsync(http, (IResult)context.GetInvocationResult().Value!);
        await SettleAsync(() => keys.KeepAsync(hold, answer, CancellationToken.None));
        context.GetInvocationResult().Value = KeptAnswers.Give(http, answer);
    }

    // What the request came to stands, and a repeat finds it by its id: that it could not be noted must not hide it.
    private async Task SettleAsync(Func<Task> note)
    {
        try
        {
            await note();
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            NotNoted(logger, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What a request with an idempotency key came to could not be noted; a repeat finds out.")]
    private static partial void NotNoted(ILogger logger, Exception failure);
}
