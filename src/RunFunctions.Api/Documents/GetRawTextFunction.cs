using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;

namespace RunFunctions.Api.Documents;

/// <summary>Reads the text that a run extracted.</summary>
public sealed class GetRawTextFunction(GetRawText getRawText)
{
    [Function("GetRawText")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{runId}/artifacts/raw-text")] HttpRequest request,
        string runId,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Run(runId).ThenAsync(id => getRawText.HandleAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, text => ApiResults.Read(RawTextView.Of(text), ApiJson.Wire.RawTextView));
    }
}
