using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application.Debugging;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Documents.Debugging;

/// <summary>Which part of the text each visit of a review was read from.</summary>
public sealed class VisitDebugFunctions(GetVisitScoping getVisitScoping, DebugGate gate)
{
    private const string Route = "api/documents/{documentId}/review/debug";

    [Function("ShowDebugVisits")]
    public async Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/visits")] HttpRequest request, string documentId, CancellationToken cancellationToken) =>
        ApiResults.Of(await ReadAsync(request, documentId, cancellationToken), scoping => new VisitPage(scoping));

    [Function("GetVisitScoping")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/visit-scoping")] HttpRequest request, string documentId, CancellationToken cancellationToken) =>
        ApiResults.Of(
            await ReadAsync(request, documentId, cancellationToken),
            scoping => ApiResults.Read(VisitScopingView.Of(scoping), ApiJson.Wire.VisitScopingView));

    private Task<Result<VisitScoping>> ReadAsync(HttpRequest request, string documentId, CancellationToken cancellationToken) =>
        gate.OpenAsync(() => PathIds.Document(documentId).ThenAsync(id =>
            getVisitScoping.HandleAsync(request.HttpContext.Caller().Organization, id, cancellationToken)));
}
