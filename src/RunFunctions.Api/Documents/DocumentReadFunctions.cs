using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;

namespace RunFunctions.Api.Documents;

/// <summary>Reads of one document.</summary>
public sealed class DocumentReadFunctions(
    GetDocument getDocument, GetProcessingHistory getHistory, GetReview getReview, IOrganizations organizations)
{
    [Function("GetDocument")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents/{documentId}")] HttpRequest request,
        string documentId,
        CancellationToken cancellationToken)
    {
        if (!DocumentId.TryParse(documentId, out var id))
        {
            return new ProblemResult(PathIds.Malformed(PathIds.DocumentId));
        }

        var result = await getDocument.HandleAsync(organizations.Current, id, cancellationToken);
        return result.TryGet(out var found, out var refusal)
            ? ApiResults.Read(DocumentView.Of(found), ApiJson.Wire.DocumentView)
            : new ProblemResult(refusal);
    }

    [Function("GetProcessingHistory")]
    public async Task<IResult> GetHistory(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents/{documentId}/processing-history")] HttpRequest request,
        string documentId,
        CancellationToken cancellationToken)
    {
        if (!DocumentId.TryParse(documentId, out var id))
        {
            return new ProblemResult(PathIds.Malformed(PathIds.DocumentId));
        }

        var result = await getHistory.HandleAsync(organizations.Current, id, cancellationToken);
        return result.TryGet(out var history, out var refusal)
            ? ApiResults.Read(HistoryView.Of(id, history), ApiJson.Wire.HistoryView)
            : new ProblemResult(refusal);
    }

    [Function("GetReview")]
    public async Task<IResult> GetReview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents/{documentId}/review")] HttpRequest request,
        string documentId,
        CancellationToken cancellationToken)
    {
        if (!DocumentId.TryParse(documentId, out var id))
        {
            return new ProblemResult(PathIds.Malformed(PathIds.DocumentId));
        }

        var result = await getReview.HandleAsync(organizations.Current, id, cancellationToken);
        if (!result.TryGet(out var review, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        using var data = JsonDocument.Parse(review.Data);
        return ApiResults.Read(ReviewView.Of(review, data.RootElement), ApiJson.Wire.ReviewView);
    }
}
