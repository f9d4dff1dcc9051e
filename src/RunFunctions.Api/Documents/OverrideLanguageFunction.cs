using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Ports;

namespace RunFunctions.Api.Documents;

/// <summary>Says in which language later runs read a document. <c>If-Match</c> takes the <c>ETag</c> of the document.</summary>
public sealed class OverrideLanguageFunction(OverrideLanguage overrideLanguage)
{
    [Function("OverrideLanguage")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/documents/{documentId}/language")] HttpRequest request,
        string documentId,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Document(documentId).ThenAsync(async id =>
        {
            var body = await JsonBody.ReadAsync(request, ApiJson.Wire.LanguageRequest, cancellationToken);
            return await body.ThenAsync(wanted => overrideLanguage.HandleAsync(
                request.HttpContext.Origin(), id, wanted, found => IsExpected(request, found), cancellationToken));
        });
        return ApiResults.Of(result, found => ApiResults.Json(
            new LanguageView(found.Document.Id.ToString(), found.Document.LanguageOverride), ApiJson.Wire.LanguageView));
    }

    private static bool IsExpected(HttpRequest request, DocumentWithRuns found) =>
        ApiResults.IsExpected(request, DocumentView.Of(found), ApiJson.Wire.DocumentView);
}
