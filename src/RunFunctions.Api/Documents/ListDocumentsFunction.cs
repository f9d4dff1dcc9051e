using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;

namespace RunFunctions.Api.Documents;

/// <summary>Lists documents, newest first, a page at a time.</summary>
public sealed class ListDocumentsFunction(ListDocuments listDocuments, ListQuery lists)
{
    [Function("ListDocuments")]
    [QueryParameters(
        ListQuery.Limit, ListQuery.Cursor,
        DocumentFilterText.Status, DocumentFilterText.Review, DocumentFilterText.CreatedFrom, DocumentFilterText.CreatedTo,
        DocumentFilterText.Language, DocumentFilterText.Name)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!DocumentFilterText.Read(name => QueryValues.Text(request, name)).TryGet(out var filter, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        return await lists.AnswerAsync(
            request,
            DocumentFilterText.Line(filter) is { Length: > 0 } line ? "documents|" + line : "documents",
            page => listDocuments.HandleAsync(request.HttpContext.Caller().Organization, filter, page.Limit, page.After, cancellationToken),
            DocumentListItemView.Of,
            ApiJson.Wire.DocumentListView,
            cancellationToken);
    }
}
