using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;

namespace RunFunctions.Api.Documents;

/// <summary>Reads of the versions of a run's interpretation.</summary>
public sealed class VersionFunctions(GetInterpretationVersions getVersions, ListQuery lists)
{
    private const string Route = "api/runs/{runId}/interpretations";
    private const string OneRoute = Route + "/{versionNumber}";

    [Function("ListInterpretations")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string runId, CancellationToken cancellationToken)
    {
        var found = await PathIds.Run(runId).ThenAsync(id => getVersions.FindRunAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return !found.TryGet(out var run, out var refusal) ? new ProblemResult(refusal) : await lists.AnswerAsync(
            request,
            $"interpretations|{run.Id}",
            page => getVersions.ListAsync(
                run, page.Limit, page.After is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : null, cancellationToken),
            VersionLineView.Of,
            ApiJson.Wire.VersionListView,
            cancellationToken);
    }

    [Function("GetInterpretation")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OneRoute)] HttpRequest request,
        string runId,
        string versionNumber,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Run(runId).ThenAsync(run => PathIds.Version(versionNumber).ThenAsync(number =>
            getVersions.ReadDataAsync(request.HttpContext.Caller().Organization, run, number, cancellationToken)));
        return ApiResults.Of(result, shown => ApiResults.Read(
            InterpretationVersionView.Of(shown), InterpretationVersionView.Of(shown.Stored), ApiJson.Wire.InterpretationVersionView));
    }

    [Function("GetInterpretationChanges")]
    public async Task<IResult> GetChanges(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OneRoute + "/changes")] HttpRequest request,
        string runId,
        string versionNumber,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Run(runId).ThenAsync(run => PathIds.Version(versionNumber).ThenAsync(number =>
            getVersions.ReadChangesAsync(request.HttpContext.Caller().Organization, run, number, cancellationToken)));
        return ApiResults.Of(result, log => ApiResults.Read(VersionChangesView.Of(log), ApiJson.Wire.VersionChangesView));
    }
}
