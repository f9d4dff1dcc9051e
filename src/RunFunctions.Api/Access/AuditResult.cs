using Microsoft.AspNetCore.Http;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Access;

/// <summary>What a request came to, as the audit says it.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="ErrorCode">Code of the refusal or failure.</param>
/// <param name="Status">Status of the answer.</param>
internal sealed record AuditResult(AuditOutcome Outcome, string? ErrorCode, int Status)
{
    /// <summary>The caller went away before there was an answer.</summary>
    public const string CallerGone = "CALLER_GONE";

    private static readonly AuditResult Succeeded = new(AuditOutcome.Succeeded, null, StatusCodes.Status200OK);

    /// <summary>Of what a function gave.</summary>
    public static AuditResult Of(object? given) => given is ProblemResult problem ? Of(problem.Refusal) : Succeeded;

    /// <summary>Of what a function threw.</summary>
    public static AuditResult Of(Exception thrown, HttpContext http) =>
        thrown is OperationCanceledException && http.RequestAborted.IsCancellationRequested
            ? new AuditResult(AuditOutcome.Failed, CallerGone, StatusCodes.Status499ClientClosedRequest)
            : Of(ErrorMiddleware.ToRefusal(thrown, http));

    /// <summary>Whether the entry is stored before the answer leaves. Somebody who calls too often must not cost a storage call each time.</summary>
    public bool IsStoredBeforeAnswer(AuditKind kind) =>
        Status != StatusCodes.Status429TooManyRequests && (kind != AuditKind.Read || Outcome == AuditOutcome.Denied);

    private static AuditResult Of(Refusal refusal)
    {
        var status = ErrorStatus.Table[refusal.Code];
        return new AuditResult(OutcomeOf(status), ErrorCodeNames.Of(refusal.Code), status);
    }

    private static AuditOutcome OutcomeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound or StatusCodes.Status429TooManyRequests => AuditOutcome.Denied,
        >= StatusCodes.Status500InternalServerError => AuditOutcome.Failed,
        _ => AuditOutcome.Refused,
    };
}
