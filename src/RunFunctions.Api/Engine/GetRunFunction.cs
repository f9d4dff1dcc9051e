using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Engine;

/// <summary>One run, in one storage call.</summary>
public sealed class GetRunFunction(IRunStore runs, IOrganizations organizations)
{
    [Function("GetRun")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{runId}")] HttpRequest request,
        string runId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Run(runId).ThenAsync(id => FindAsync(id, cancellationToken));
        return ApiResults.Of(result, run => ApiResults.Read(RunView.Of(run, durable), ApiJson.Wire.RunView));
    }

    private async Task<Result<Run>> FindAsync(RunId id, CancellationToken cancellationToken) =>
        await runs.FindAsync(organizations.Current, id, cancellationToken) is { } found ? found.Value : Refusal.NotFound("The run");
}
