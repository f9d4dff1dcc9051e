using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Engine;

/// <summary>Deletion of runs, and the certificates of it.</summary>
public sealed class DeletionFunctions(DeleteRun deleteRun, IDeletionStore deletions, ListQuery lists)
{
    private const string Route = "api/runs/deletions";

    /// <summary>Answers with the certificate.</summary>
    [Function("DeleteRun")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/runs/{runId}")] HttpRequest request,
        string runId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Run(runId).ThenAsync(id => deleteRun.HandleAsync(
            request.HttpContext.Origin(), id, new DurableRunScheduler(durable), cancellationToken));
        return ApiResults.Of(result, deleted =>
        {
            request.HttpContext.Response.Headers.ContentLocation = $"/{Route}/{deleted.Id}";
            return ApiResults.Verbatim(deleted.Certificate);
        });
    }

    [Function("ListDeletions")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor)]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellationToken) =>
        lists.AnswerAsync(
            request,
            "deletions",
            page => deletions.ListAsync(request.HttpContext.Caller().Organization, page.Limit, page.After, cancellationToken),
            DeletionLineView.Of,
            ApiJson.Wire.DeletionListView,
            cancellationToken);

    /// <summary>The certificate, byte for byte as it was signed.</summary>
    [Function("GetDeletion")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{deletionId}")] HttpRequest request, string deletionId, CancellationToken cancellationToken)
    {
        var result = await PathIds.Deletion(deletionId).ThenAsync(id => FindAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, ApiResults.Verbatim);
    }

    private async Task<Result<ReadOnlyMemory<byte>>> FindAsync(OrganizationId organization, DeletionId id, CancellationToken cancellationToken) =>
        await deletions.FindCertificateAsync(organization, id, cancellationToken) is { } certificate ? certificate
        : await deletions.IsUnderWayAsync(organization, id, cancellationToken) ? DeletionOrder.Pending()
        : Refusal.NotFound("The deletion");
}

/// <summary>A certified deletion in the list.</summary>
public sealed record DeletionLineView(
    string DeletionId, string Policy, string OrderedBy, DateTimeOffset OrderedAt, DateTimeOffset CompletedAt, int Runs, int Rows, int Blobs, long Bytes, int KeptBlobs, int KeptRuns)
{
    public static DeletionLineView Of(DeletionSummary deletion) => new(
        deletion.Id.Value,
        deletion.Policy,
        deletion.OrderedBy,
        deletion.OrderedAt,
        deletion.CompletedAt,
        deletion.Counts.Runs,
        deletion.Counts.Rows,
        deletion.Counts.Blobs,
        deletion.Counts.Bytes,
        deletion.Counts.KeptBlobs,
        deletion.Counts.KeptRuns);
}
