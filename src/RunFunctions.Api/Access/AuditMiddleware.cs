using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Access;

/// <summary>
/// Records what every request came to, as <see cref="AccessMatrix"/> says. Writes, exports and denials are stored before the
/// answer leaves, everything else within a second.
/// </summary>
public sealed partial class AuditMiddleware(IAuditLog audit, TimeProvider clock, ILogger<AuditMiddleware> logger) : IFunctionsWorkerMiddleware
{
    /// <summary>The audit cannot be stored.</summary>
    public const string AuditUnavailableReason = "AUDIT_UNAVAILABLE";

    private static readonly Refusal Unavailable = new(
        ErrorCode.ServiceUnavailable, "What you do cannot be recorded now. If it was a change, see whether it was made before you try again.", AuditUnavailableReason);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (context.GetHttpContext() is not { } http || AccessMatrix.Of(context.FunctionDefinition.Name)?.Audit is not { } rule)
        {
            await next(context);
            return;
        }

        if (audit.IsFull)
        {
            // Before anything is done: what is not done need not be recorded.
            context.GetInvocationResult().Value = new ProblemResult(Unavailable);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception failure)
        {
            await RecordAsync(http, rule, AuditResult.Of(failure, http));
            throw;
        }

        if (!await RecordAsync(http, rule, AuditResult.Of(context.GetInvocationResult().Value)))
        {
            AcceptedRun.Withdraw(http.Response);
            context.GetInvocationResult().Value = new ProblemResult(Unavailable);
        }
    }

    /// <returns>Whether the answer may leave.</returns>
    private async Task<bool> RecordAsync(HttpContext http, AuditRule rule, AuditResult result)
    {
        if (AuditSubject.Of(http) is not { } subject)
        {
            // Nobody's audit: there is no organization that it belongs to.
            NotEstablished(logger, rule.Action, result.ErrorCode, RequestIdMiddleware.Of(http));
            return true;
        }

        var entry = new AuditEntry(
            subject.Organization,
            clock.GetUtcNow(),
            subject.User,
            subject.CredentialId,
            rule.Action,
            rule.ObjectType,
            AuditObject.IdOf(http, rule),
            result.Outcome,
            result.ErrorCode,
            RequestIdMiddleware.Of(http));
        if (!result.IsStoredBeforeAnswer(rule.Kind))
        {
            audit.WriteSoon(entry);
            return true;
        }

        try
        {
            await audit.WriteAsync(entry);
            return true;
        }
        catch (Exception failure)
        {
            // Whatever keeps it from being stored: the entry waits, and the caller must not take the answer for recorded.
            NotStored(logger, failure, rule.Action);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{action} by nobody known: {error_code} request={request_id}")]
    private static partial void NotEstablished(ILogger logger, string action, string? error_code, string request_id);

    [LoggerMessage(LogLevel.Error, "The audit entry of {action} is not stored yet.")]
    private static partial void NotStored(ILogger logger, Exception failure, string action);
}
