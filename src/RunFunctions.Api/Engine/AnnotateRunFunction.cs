using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

/// <summary>Tags, note and legal hold of a run.</summary>
public sealed class AnnotateRunFunction(AnnotateRun annotateRun, RunSettings settings)
{
    [Function("AnnotateRun")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/runs/{runId}")] HttpRequest request,
        string runId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var caller = request.HttpContext.Caller();
        var result = await PathIds.Run(runId).ThenAsync(async id =>
        {
            var body = await JsonBody.ReadAsync(request, ApiJson.Wire.RunChanges, cancellationToken);
            return await body.ThenAsync(changes => annotateRun.HandleAsync(
                caller,
                id,
                changes,
                run => ApiResults.IsExpected(request, RunView.Of(run, durable, caller, settings), ApiJson.Wire.RunView),
                cancellationToken));
        });
        return ApiResults.Of(result, run => ApiResults.Changed(RunView.Of(run, durable, caller, settings), ApiJson.Wire.RunView));
    }
}
