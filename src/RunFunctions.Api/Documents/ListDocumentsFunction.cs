using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Http;
using RunFunctions.Api.Access;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Documents;

/// <summary>Lists documents, newest first, a page at a time.</summary>
public sealed class ListDocumentsFunction(ListDocuments listDocuments, CursorProtector cursors)
{
    private const string Limit = "limit";
    private const string Cursor = "cursor";
    private const string ListName = "documents";

    [Function("ListDocuments")]
    [QueryParameters(Limit, Cursor)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var limit = ListDocuments.DefaultLimit;
        if (request.Query.TryGetValue(Limit, out var text)
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > ListDocuments.MaxLimit))
        {
            return new ProblemResult(Refusal.Invalid(Limit, "range", $"Expected a whole number from 1 to {ListDocuments.MaxLimit}."));
        }

        var caller = request.HttpContext.Caller();
        string? after = null;
        if (request.Query.TryGetValue(Cursor, out var cursor)
            && (after = await cursors.OpenAsync(caller, ListName, cursor.ToString(), cancellationToken)) is null)
        {
            return new ProblemResult(Refusal.Invalid(Cursor, "cursor", "Use next_cursor of the page before, unchanged."));
        }

        var page = await listDocuments.HandleAsync(caller.Organization, limit, after, cancellationToken);
        return ApiResults.Read(
            new DocumentListView(
                [.. page.Items.Select(DocumentListItemView.Of)],
                limit,
                await cursors.ProtectAsync(caller, ListName, page.Next, cancellationToken)),
            ApiJson.Wire.DocumentListView);
    }
}
