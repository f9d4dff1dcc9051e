using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;

namespace RunFunctions.Api.Documents;

/// <summary>Reads of one document.</summary>
public sealed class DocumentReadFunctions(
    GetDocument getDocument, GetProcessingHistory getHistory, GetReview getReview)
{
    [Function("GetDocument")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents/{documentId}")] HttpRequest request,
        string documentId,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Document(documentId).ThenAsync(id => getDocument.HandleAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, found => ApiResults.Read(DocumentView.Of(found), ApiJson.Wire.DocumentView));
    }

    [Function("GetProcessingHistory")]
    public async Task<IResult> GetHistory(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents/{documentId}/processing-history")] HttpRequest request,
        string documentId,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Document(documentId).ThenAsync(id => getHistory.HandleAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, history => ApiResults.Read(HistoryView.Of(documentId, history), ApiJson.Wire.HistoryView));
    }

    [Function("GetReview")]
    public async Task<IResult> GetReview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents/{documentId}/review")] HttpRequest request,
        string documentId,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Document(documentId).ThenAsync(id => getReview.HandleAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, review => ApiResults.Read(ReviewView.Of(review), ReviewView.Of(review.Stored), ApiJson.Wire.ReviewView));
    }
}
