using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application.Governance;
using RunFunctions.Core.Documents.Domain.Governance;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Documents.Governance;

/// <summary>What edits suggest for the schema contract, and what was decided about it.</summary>
public sealed class GovernanceFunctions(DecideStructuralChange decide, GetSchemaContract getContract, IGovernanceStore store, ListQuery lists)
{
    private const string Route = "api/reviewer/structural-changes";
    private const string Status = "status";

    private static readonly Dictionary<string, StructuralChangeStatus> Statuses = new(StringComparer.Ordinal)
    {
        ["PENDING"] = StructuralChangeStatus.Pending,
        ["APPROVED"] = StructuralChangeStatus.Approved,
        ["REJECTED"] = StructuralChangeStatus.Rejected,
        ["DEFERRED"] = StructuralChangeStatus.Deferred,
    };

    [Function("ListStructuralChanges")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor, Status)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!QueryValues.Optional(request, Status, ReadStatus).TryGet(out var status, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        return await lists.AnswerAsync(
            request,
            $"structural-changes|{status}",
            page => store.ListCandidatesAsync(request.HttpContext.Caller().Organization, status, page.Limit, page.After, cancellationToken),
            StructuralChangeView.Of,
            ApiJson.Wire.StructuralChangeListView,
            cancellationToken);
    }

    /// <summary>201 with a new decision, 200 with the one that said the same.</summary>
    [Function("DecideStructuralChange")]
    public async Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/{candidateId}/decision")] HttpRequest request,
        string candidateId,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Candidate(candidateId).ThenAsync(async id =>
        {
            var body = await JsonBody.ReadAsync(request, ApiJson.Wire.DecisionRequest, cancellationToken);
            return await body.ThenAsync(wanted => decide.HandleAsync(request.HttpContext.Origin(), id, wanted, cancellationToken));
        });
        return ApiResults.Of(result, taken => ApiResults.Json(
            DecisionView.Of(taken.Decision), ApiJson.Wire.DecisionView, taken.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK));
    }

    [Function("GetSchemaContract")]
    public async Task<IResult> GetContract(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reviewer/schema/current")] HttpRequest request, CancellationToken cancellationToken)
    {
        var contract = await getContract.HandleAsync(request.HttpContext.Caller().Organization, cancellationToken);
        return ApiResults.Read(SchemaContractView.Of(contract), ApiJson.Wire.SchemaContractView);
    }

    /// <summary>Every decision, oldest first.</summary>
    [Function("ListGovernanceDecisions")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor)]
    public Task<IResult> ListDecisions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reviewer/governance/audit-trail")] HttpRequest request, CancellationToken cancellationToken) =>
        lists.AnswerAsync(
            request,
            "governance-decisions",
            page => store.ListDecisionsAsync(request.HttpContext.Caller().Organization, page.Limit, page.After, cancellationToken),
            DecisionLineView.Of,
            ApiJson.Wire.DecisionListView,
            cancellationToken);

    private static Result<StructuralChangeStatus> ReadStatus(string text, string name) => Statuses.TryGetValue(text, out var status)
        ? status
        : Refusal.Invalid(name, "enum", $"Expected one of: {string.Join(", ", Statuses.Keys)}.");
}
