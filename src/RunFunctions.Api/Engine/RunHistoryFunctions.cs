using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Engine;

/// <summary>What happened to a run, and what it appended; one query each.</summary>
public sealed class RunHistoryFunctions(IRunStore runs)
{
    [Function("GetRunTimeline")]
    public Task<IResult> Timeline(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{runId}/timeline")] HttpRequest request,
        string runId,
        CancellationToken cancellationToken) =>
        AnswerAsync(request, runId, history => ApiResults.Read(TimelineView.Of(history), ApiJson.Wire.TimelineView), cancellationToken);

    [Function("GetRunArtifacts")]
    public Task<IResult> Artifacts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{runId}/artifacts")] HttpRequest request,
        string runId,
        CancellationToken cancellationToken) =>
        AnswerAsync(request, runId, history => ApiResults.Read(RunArtifactsView.Of(history), ApiJson.Wire.RunArtifactsView), cancellationToken);

    private async Task<IResult> AnswerAsync(HttpRequest request, string runId, Func<RunHistory, IResult> answer, CancellationToken cancellationToken)
    {
        var organization = request.HttpContext.Caller().Organization;
        var result = await PathIds.Run(runId).ThenAsync(async id =>
            await runs.FindHistoryAsync(organization, id, cancellationToken) is { } found ? found : (Result<RunHistory>)Refusal.NotFound("The run"));
        return ApiResults.Of(result, answer);
    }
}
