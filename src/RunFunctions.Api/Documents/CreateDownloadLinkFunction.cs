using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Documents;

/// <summary>Makes an address of a document's original that a browser can open by itself.</summary>
public sealed class CreateDownloadLinkFunction(CreateDownloadLink createDownloadLink)
{
    [Function("CreateDownloadLink")]
    [QueryParameters(DownloadAddress.Download)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/documents/{documentId}/download-link")] HttpRequest request,
        string documentId,
        CancellationToken cancellationToken)
    {
        if (!DownloadAddress.ReadAsAttachment(request).TryGet(out var asAttachment, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        var result = await PathIds.Document(documentId).ThenAsync(id => LinkAsync(request, id, asAttachment, cancellationToken));
        return ApiResults.Of(result, link => ApiResults.Json(link, ApiJson.Wire.DownloadLinkView, StatusCodes.Status201Created));
    }

    private async Task<Result<DownloadLinkView>> LinkAsync(HttpRequest request, DocumentId id, bool asAttachment, CancellationToken cancellationToken)
    {
        var address = DownloadAddress.Of(id, asAttachment);
        var result = await createDownloadLink.HandleAsync(
            request.HttpContext.Caller(), id, DownloadDocumentFunction.Name, address, cancellationToken);
        return result.TryGet(out var issued, out var refusal) ? DownloadLinkView.Of(address, issued) : refusal;
    }
}

public sealed record DownloadLinkView(string Url, DateTimeOffset ExpiresAt)
{
    public static DownloadLinkView Of(string address, IssuedLink issued) =>
        new(LinkParameter.Append(address, issued.Text), issued.ExpiresAt);
}
