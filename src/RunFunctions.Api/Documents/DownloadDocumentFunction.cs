using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;

namespace RunFunctions.Api.Documents;

/// <summary>Hands out a document's original, whole or in ranges.</summary>
public sealed class DownloadDocumentFunction(DownloadDocument downloadDocument)
{
    /// <summary>Name of the function; download links open it.</summary>
    public const string Name = "DownloadDocument";

    [Function(Name)]
    [QueryParameters(DownloadAddress.Download, LinkParameter.Name)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/documents/{documentId}/download")] HttpRequest request,
        string documentId,
        CancellationToken cancellationToken)
    {
        if (!DownloadAddress.ReadAsAttachment(request).TryGet(out var asAttachment, out var malformed))
        {
            return new ProblemResult(malformed);
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
        return Results.Stream(
            opened.Content,
            opened.Document.Original.ContentType,
            entityTag: new EntityTagHeaderValue($"\"{opened.Document.Original.Sha256}\""),
            enableRangeProcessing: true);
    }
}
