using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application.Debugging;
using RunFunctions.Core.Documents.Domain.Debugging;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Documents.Debugging;

/// <summary>What runs made of each key, newest run first.</summary>
public sealed class ExtractionDebugFunctions(StoreExtractionSnapshot storeSnapshot, GetExtractionSnapshots getSnapshots, DebugGate gate)
{
    private const string Route = "api/debug/extraction-runs";
    private const string OneRoute = Route + "/{documentId}";
    private const string Limit = "limit";
    private const string OneRun = "run_id";

    /// <summary>201 for a run's first snapshot, 200 when it takes the place of another.</summary>
    [Function("StoreExtractionSnapshot")]
    public async Task<IResult> Store([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        var result = await gate.OpenAsync(async () =>
        {
            var body = await JsonBody.ReadAsync(request, ApiJson.Wire.SnapshotRequest, cancellationToken);
            return await body.ThenAsync(snapshot => storeSnapshot.HandleAsync(request.HttpContext.Origin(), snapshot, cancellationToken));
        });
        return ApiResults.Of(result, kept => ApiResults.Json(
            StoredSnapshotView.Of(kept), ApiJson.Wire.StoredSnapshotView, kept.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK));
    }

    [Function("GetExtractionSnapshots")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OneRoute)] HttpRequest request, string documentId, CancellationToken cancellationToken)
    {
        var result = await gate.OpenAsync(() => PathIds.Document(documentId).ThenAsync(id =>
            getSnapshots.ListAsync(request.HttpContext.Caller().Organization, id, cancellationToken)));
        return ApiResults.Of(result, found => ApiResults.Read(SnapshotListView.Of(found), ApiJson.Wire.SnapshotListView));
    }

    [Function("TriageExtraction")]
    public async Task<IResult> Triage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OneRoute + "/triage")] HttpRequest request, string documentId, CancellationToken cancellationToken)
    {
        var result = await gate.OpenAsync(() => PathIds.Document(documentId).ThenAsync(id =>
            getSnapshots.TriageAsync(request.HttpContext.Caller().Organization, id, cancellationToken)));
        return ApiResults.Of(result, triage => ApiResults.Read(triage, ApiJson.Wire.ExtractionTriage));
    }

    [Function("SummariseExtraction")]
    [QueryParameters(Limit, OneRun)]
    public async Task<IResult> Summarise(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OneRoute + "/summary")] HttpRequest request, string documentId, CancellationToken cancellationToken)
    {
        var result = await gate.OpenAsync(() => PathIds.Document(documentId).ThenAsync(id =>
            !QueryValues.Optional(request, Limit, ReadLimit).TryGet(out var limit, out var refusal)
            || !QueryValues.Optional(request, OneRun, (text, _) => PathIds.Run(text)).TryGet(out var run, out refusal)
                ? Task.FromResult<Result<SnapshotSummary>>(refusal)
                : getSnapshots.SummariseAsync(
                    request.HttpContext.Caller().Organization, id, limit ?? ExtractionSnapshots.Capacity, run, cancellationToken)));
        return ApiResults.Of(result, summary => ApiResults.Read(summary, ApiJson.Wire.SnapshotSummary));
    }

    private static Result<int> ReadLimit(string text, string name) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= ExtractionSnapshots.Capacity
            ? limit
            : Refusal.Invalid(name, "range", $"Expected a whole number from 1 to {ExtractionSnapshots.Capacity}.");
}
