using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Documents;

/// <summary>Reads the text that a run extracted.</summary>
public sealed class GetRawTextFunction(GetRawText getRawText, IOrganizations organizations)
{
    [Function("GetRawText")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{runId}/artifacts/raw-text")] HttpRequest request,
        string runId,
        CancellationToken cancellationToken)
    {
        if (!RunId.TryParse(runId, out var id))
        {
            return new ProblemResult(PathIds.Malformed(PathIds.RunId));
        }

        var result = await getRawText.HandleAsync(organizations.Current, id, cancellationToken);
        return result.TryGet(out var text, out var refusal)
            ? ApiResults.Read(RawTextView.Of(text), ApiJson.Wire.RawTextView)
            : new ProblemResult(refusal);
    }
}
