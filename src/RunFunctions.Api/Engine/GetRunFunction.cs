using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Engine;

/// <summary>One run, in one storage call; with <c>Prefer: wait</c>, once there is news of it.</summary>
public sealed class GetRunFunction(IRunStore runs, WatchRun watchRun, RunSettings settings, IHostApplicationLifetime lifetime)
{
    [Function("GetRun")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{runId}")] HttpRequest request,
        string runId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var caller = request.HttpContext.Caller();
        var result = await PathIds.Run(runId).ThenAsync(async id => await FindAsync(id) is { } run ? run : (Result<Run>)Refusal.NotFound("The run"));
        return ApiResults.Of(result, run => ApiResults.Read(View(run), ApiJson.Wire.RunView));

        async Task<Run?> FindAsync(RunId id) => WaitPreference.Of(request) is { } wait
            ? await WatchAsync(request, caller, id, wait, View, cancellationToken)
            : (await runs.FindAsync(caller.Organization, id, cancellationToken))?.Value;

        RunView View(Run run) => RunView.Of(run, durable, caller, settings);
    }

    private async Task<Run?> WatchAsync(
        HttpRequest request, Caller caller, RunId id, TimeSpan wait, Func<Run, RunView> view, CancellationToken cancellationToken)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted, lifetime.ApplicationStopping);
        var watched = await watchRun.HandleAsync(caller.Organization, id, wait, News(request, view), leave.Token, cancellationToken);
        if (watched.Waited)
        {
            WaitPreference.Applied(request.HttpContext.Response, wait);
        }

        return watched.Run;
    }

    // News is what the caller does not have; without If-None-Match, what was not so when they asked.
    private static Func<Run, bool> News(HttpRequest request, Func<Run, RunView> view)
    {
        if (request.Headers.IfNoneMatch.Count > 0)
        {
            return run => !ApiResults.IsKnown(request, view(run), ApiJson.Wire.RunView);
        }

        string? first = null;
        return run =>
        {
            var tag = ApiResults.TagOf(view(run), ApiJson.Wire.RunView);
            first ??= tag;
            return tag != first;
        };
    }
}
