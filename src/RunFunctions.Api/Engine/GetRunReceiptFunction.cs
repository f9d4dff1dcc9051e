using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Engine.Application;

namespace RunFunctions.Api.Engine;

/// <summary>The signed receipt of a terminal run, byte for byte as it was issued.</summary>
public sealed class GetRunReceiptFunction(IssueReceipt issueReceipt)
{
    [Function("GetRunReceipt")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{runId}/receipt")] HttpRequest request,
        string runId,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Run(runId).ThenAsync(id => issueReceipt.HandleAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, ApiResults.Verbatim);
    }
}
