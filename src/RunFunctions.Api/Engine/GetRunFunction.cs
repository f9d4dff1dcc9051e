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
        if (!RunId.TryParse(runId, out var id))
        {
            return new ProblemResult(PathIds.Malformed(PathIds.RunId));
        }

        return await runs.FindAsync(organizations.Current, id, cancellationToken) is { } found
            ? ApiResults.Read(RunView.Of(found.Value, durable), ApiJson.Wire.RunView)
            : new ProblemResult(Refusal.NotFound("The run"));
    }
}
