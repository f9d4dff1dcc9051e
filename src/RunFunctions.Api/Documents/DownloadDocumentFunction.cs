using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using RunFunctions.Api.Http;
using RunFunctions.Api.Access;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Documents;

/// <summary>Hands out a document's original, whole or in ranges.</summary>
public sealed class DownloadDocumentFunction(DownloadDocument downloadDocument)
{
    private const string Download = "download";

    [Function("DownloadDocument")]
    [QueryParameters(Download)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/documents/{documentId}/download")] HttpRequest request,
        string documentId,
        CancellationToken cancellationToken)
    {
        var asAttachment = false;
        if (request.Query.TryGetValue(Download, out var text) && !bool.TryParse(text, out asAttachment))
        {
            return new ProblemResult(Refusal.Invalid(Download, "boolean", "Expected true or false."));
        }

        var result = await PathIds.Document(documentId).ThenAsync(id => downloadDocument.HandleAsync(
            request.HttpContext.Caller().Organization, id, asAttachment, cancellationToken));
        if (!result.TryGet(out var opened, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        var headers = request.HttpContext.Response.Headers;
        headers.ContentDisposition = ContentDispositionValue.For(opened.Document.OriginalFileName, asAttachment);
        headers.CacheControl = "private, no-cache";
        headers.XContentTypeOptions = "nosniff";
        return Results.Stream(
            opened.Content,
            opened.Document.Original.ContentType,
            entityTag: new EntityTagHeaderValue($"\"{opened.Document.Original.Sha256}\""),
            enableRangeProcessing: true);
    }
}
