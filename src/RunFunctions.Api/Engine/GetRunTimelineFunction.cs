using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Engine;

/// <summary>What happened to a run and how long it took, in one query.</summary>
public sealed class GetRunTimelineFunction(IRunStore runs)
{
    [Function("GetRunTimeline")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{runId}/timeline")] HttpRequest request,
        string runId,
        CancellationToken cancellationToken)
    {
        var organization = request.HttpContext.Caller().Organization;
        var result = await PathIds.Run(runId).ThenAsync(id => FindAsync(organization, id, cancellationToken));
        return ApiResults.Of(result, history => ApiResults.Read(TimelineView.Of(history), ApiJson.Wire.TimelineView));
    }

    private async Task<Result<RunHistory>> FindAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken) =>
        await runs.FindHistoryAsync(organization, id, cancellationToken) is { } found ? found : Refusal.NotFound("The run");
}
