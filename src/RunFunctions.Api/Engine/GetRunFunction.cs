using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Engine;

/// <summary>One run, in one storage call.</summary>
public sealed class GetRunFunction(IRunStore runs, RunSettings settings)
{
    [Function("GetRun")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{runId}")] HttpRequest request,
        string runId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var caller = request.HttpContext.Caller();
        var result = await PathIds.Run(runId).ThenAsync(id => FindAsync(caller.Organization, id, cancellationToken));
        return ApiResults.Of(result, run => ApiResults.Read(RunView.Of(run, durable, caller, settings), ApiJson.Wire.RunView));
    }

    private async Task<Result<Run>> FindAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken) =>
        await runs.FindAsync(organization, id, cancellationToken) is { } found ? found.Value : Refusal.NotFound("The run");
}
