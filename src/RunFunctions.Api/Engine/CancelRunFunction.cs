using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

/// <summary>Stops a run: 200 when it is CANCELLED, 202 while it stops.</summary>
public sealed class CancelRunFunction(CancelRun cancelRun)
{
    [Function("CancelRun")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/runs/{runId}/cancel")] HttpRequest request,
        string runId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Run(runId).ThenAsync(id => cancelRun.HandleAsync(
            request.HttpContext.Origin(), id, new DurableRunScheduler(durable), cancellationToken));
        return ApiResults.Of(result, run => Answer(request, run));
    }

    private static IResult Answer(HttpRequest request, Run run)
    {
        var view = RunView.Of(run, management: null);
        if (run.State.IsTerminal())
        {
            return ApiResults.Json(view, ApiJson.Wire.RunView);
        }

        AcceptedRun.Announce(request.HttpContext.Response, RunLinks.Run(run.Id), run.Id);
        return ApiResults.Json(view, ApiJson.Wire.RunView, StatusCodes.Status202Accepted);
    }
}
