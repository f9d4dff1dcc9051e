using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;

namespace RunFunctions.Api.Documents;

/// <summary>Lists documents, newest first, a page at a time.</summary>
public sealed class ListDocumentsFunction(ListDocuments listDocuments, ListQuery lists)
{
    private const string ListName = "documents";

    [Function("ListDocuments")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = await lists.ReadAsync(request, ListName, cancellationToken);
        if (!query.TryGet(out var wanted, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        var page = await listDocuments.HandleAsync(request.HttpContext.Caller().Organization, wanted.Limit, wanted.After, cancellationToken);
        return ApiResults.Read(
            new DocumentListView(
                [.. page.Items.Select(DocumentListItemView.Of)],
                wanted.Limit,
                await lists.NextAsync(request, ListName, page.Next, cancellationToken)),
            ApiJson.Wire.DocumentListView);
    }
}
