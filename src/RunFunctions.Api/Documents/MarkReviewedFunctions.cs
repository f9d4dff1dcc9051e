using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;

namespace RunFunctions.Api.Documents;

/// <summary>Whether people have finished with a document. Repeatable.</summary>
public sealed class MarkReviewedFunctions(MarkReviewed markReviewed)
{
    private const string Route = "api/documents/{documentId}/reviewed";

    [Function("MarkReviewed")]
    public async Task<IResult> Mark(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string documentId, CancellationToken cancellationToken)
    {
        var result = await PathIds.Document(documentId).ThenAsync(id => markReviewed.MarkAsync(request.HttpContext.Origin(), id, cancellationToken));
        return ApiResults.Of(result, document => ApiResults.Json(ReviewStatusView.Of(document), ApiJson.Wire.ReviewStatusView));
    }

    [Function("ReopenDocument")]
    public async Task<IResult> Reopen(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request, string documentId, CancellationToken cancellationToken)
    {
        var result = await PathIds.Document(documentId).ThenAsync(id => markReviewed.ReopenAsync(request.HttpContext.Origin(), id, cancellationToken));
        return ApiResults.Of(result, document => ApiResults.Json(ReviewStatusView.Of(document), ApiJson.Wire.ReviewStatusView));
    }
}
