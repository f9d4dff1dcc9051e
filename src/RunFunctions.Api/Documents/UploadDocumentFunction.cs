using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RunFunctions.Api.Access;
using RunFunctions.Api.Engine;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;

namespace RunFunctions.Api.Documents;

/// <summary>Receives a PDF as the one part <c>file</c> of a multipart form.</summary>
public sealed class UploadDocumentFunction(UploadDocument uploadDocument, RunStarter starter)
{
    [Function("UploadDocument")]
    [Idempotent]
    [RequestBody(MultipartUpload.MaxBodyBytes, RefusedByFunction = true)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/documents/upload")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var result = await uploadDocument.HandleAsync(request.HttpContext.Origin(), new MultipartUpload(request), cancellationToken);
        if (!result.TryGet(out var uploaded, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        var run = uploaded.Runs.Latest!.Id;
        await starter.ScheduleAsync(durable, request.HttpContext.Caller().Organization, uploaded.Runs.Key, run, CancellationToken.None);
        AcceptedRun.Announce(request.HttpContext.Response, $"/api/documents/{uploaded.Document.Id}", run);
        return ApiResults.Json(UploadedView.Of(uploaded), ApiJson.Wire.UploadedView, StatusCodes.Status201Created);
    }
}
