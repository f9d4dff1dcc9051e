using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.Api.Access;

/// <summary>What was done in the caller's organization, and whether the record of it is whole.</summary>
public sealed class AuditFunctions(IAuditTrail trail, VerifyAudit verifyAudit, ListQuery lists, TimeProvider clock)
{
    [Function("ListAudit")]
    [QueryParameters(
        ListQuery.Limit, ListQuery.Cursor,
        AuditFilter.Subject, AuditFilter.Action, AuditFilter.ObjectType, AuditFilter.ObjectId, AuditFilter.Outcome, AuditFilter.From, AuditFilter.To)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit")] HttpRequest request, CancellationToken cancellationToken)
    {
        var wanted = AuditFilter.Read(request, request.HttpContext.Caller().Organization, clock.GetUtcNow());
        return wanted.TryGet(out var query, out var refusal)
            ? await lists.AnswerAsync(
                request,
                AuditFilter.ListName(request),
                page => trail.ListAsync(query, page.Limit, page.After, cancellationToken),
                AuditEntryView.Of,
                ApiJson.Wire.AuditListView,
                cancellationToken)
            : new ProblemResult(refusal);
    }

    [Function("VerifyAudit")]
    [QueryParameters(AuditFilter.From, AuditFilter.To)]
    public async Task<IResult> Verify(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit/verify")] HttpRequest request, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var result = await AuditFilter.Day(request, AuditFilter.To, today).ThenAsync(
            to => AuditFilter.Day(request, AuditFilter.From, to).ThenAsync(
                from => verifyAudit.HandleAsync(request.HttpContext.Caller().Organization, from, to, cancellationToken)));
        return ApiResults.Of(result, verified => ApiResults.Json(AuditVerificationView.Of(verified), ApiJson.Wire.AuditVerificationView));
    }
}
