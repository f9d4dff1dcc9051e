using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RunFunctions.Api.Access;
using RunFunctions.Api.Engine;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;

namespace RunFunctions.Api.Documents;

/// <summary>Queues another run of a document.</summary>
public sealed class ReprocessDocumentFunction(ReprocessDocument reprocessDocument, RunStarter starter)
{
    [Function("ReprocessDocument")]
    [Idempotent]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/documents/{documentId}/reprocess")] HttpRequest request,
        string documentId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Document(documentId).ThenAsync(id => reprocessDocument.HandleAsync(
            request.HttpContext.Origin(), id, cancellationToken));
        if (!result.TryGet(out var run, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        await starter.ScheduleAsync(durable, request.HttpContext.Caller().Organization, run.Subject, run.Id, CancellationToken.None);
        AcceptedRun.Announce(request.HttpContext.Response, RunLinks.Run(run.Id), run.Id);
        return ApiResults.Json(new ReprocessView(run.Id.Value, run.State, run.CreatedAt), ApiJson.Wire.ReprocessView, StatusCodes.Status201Created);
    }
}
