using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

/// <summary>Repeats a run that has ended.</summary>
public sealed class RerunRunFunction(RerunRun rerunRun, RunStarter starter)
{
    [Function("RerunRun")]
    [Idempotent]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/runs/{runId}/rerun")] HttpRequest request,
        string runId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var origin = request.HttpContext.Origin();
        var result = await PathIds.Run(runId).ThenAsync(async id =>
        {
            var body = await JsonBody.ReadOptionalAsync(request, ApiJson.Wire.RerunRequest, new RerunRequest(), cancellationToken);
            return await body.ThenAsync(wanted => rerunRun.HandleAsync(origin, id, wanted, cancellationToken));
        });
        if (!result.TryGet(out var run, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        await starter.ScheduleAsync(durable, origin.Organization, run.Subject, run.Id, CancellationToken.None);
        AcceptedRun.Announce(request.HttpContext.Response, RunLinks.Run(run.Id), run.Id);
        return ApiResults.Json(RerunView.Of(run), ApiJson.Wire.RerunView, StatusCodes.Status201Created);
    }
}

/// <summary>A run that was just made of another one.</summary>
public sealed record RerunView(
    string RunId, string ParentRunId, RunState State, DateTimeOffset CreatedAt, IReadOnlyList<string> ReusedSteps, RunConfig Config)
{
    public static RerunView Of(Run run) => new(run.Id.Value, run.ParentRunId!.Value.Value, run.State, run.CreatedAt, run.ReusedSteps, run.Config);
}
