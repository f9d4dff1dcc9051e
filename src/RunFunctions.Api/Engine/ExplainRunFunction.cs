using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Engine.Application;

namespace RunFunctions.Api.Engine;

/// <summary>Why a run is where it is: a sentence and a closed code.</summary>
public sealed class ExplainRunFunction(ExplainRun explainRun)
{
    [Function("ExplainRun")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{runId}/why")] HttpRequest request,
        string runId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var organization = request.HttpContext.Caller().Organization;
        var result = await PathIds.Run(runId).ThenAsync(id => explainRun.HandleAsync(
            organization, id, new DurableRunScheduler(durable), cancellationToken));
        return ApiResults.Of(result, explained => ApiResults.Read(DiagnosisView.Of(explained.Run, explained.Diagnosis), ApiJson.Wire.DiagnosisView));
    }
}
