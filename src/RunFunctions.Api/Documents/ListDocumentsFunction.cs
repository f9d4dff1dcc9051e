using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;

namespace RunFunctions.Api.Documents;

/// <summary>Lists documents, newest first, a page at a time.</summary>
public sealed class ListDocumentsFunction(ListDocuments listDocuments, ListQuery lists)
{
    [Function("ListDocuments")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents")] HttpRequest request,
        CancellationToken cancellationToken) =>
        lists.AnswerAsync(
            request,
            "documents",
            page => listDocuments.HandleAsync(request.HttpContext.Caller().Organization, page.Limit, page.After, cancellationToken),
            DocumentListItemView.Of,
            ApiJson.Wire.DocumentListView,
            cancellationToken);
}
