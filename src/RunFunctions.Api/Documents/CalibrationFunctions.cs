using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Infrastructure.Runtime;

namespace RunFunctions.Api.Documents;

/// <summary>What reviews teach, and what another policy would make of it.</summary>
public sealed class CalibrationFunctions(GetCalibration getCalibration, CompareConfidencePolicy comparePolicy, ListQuery lists)
{
    private const string Route = "api/documents/calibration";
    private const int MaxPolicyBytes = 16 * 1024;
    private const int DefaultRuns = 20;

    private static readonly string[] PolicyTypes = ["application/json", "application/yaml"];

    [Function("GetCalibration")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor)]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        var policy = getCalibration.Policy;
        var page = await lists.PageAsync(
            request,
            $"calibration|{policy.Version}",
            wanted => getCalibration.ListAsync(request.HttpContext.Caller().Organization, wanted.Limit, wanted.After, cancellationToken),
            tally => MappingTallyView.Of(tally, policy),
            cancellationToken);
        return ApiResults.Of(page, found => ApiResults.Read(
            new CalibrationView(PolicyView.Of(policy), found.Items, found.Limit, found.NextCursor), ApiJson.Wire.CalibrationView));
    }

    /// <summary>The body is the other policy, as YAML or as JSON.</summary>
    [Function("CompareConfidencePolicy")]
    [QueryParameters(ListQuery.Limit)]
    [RequestBody(MaxPolicyBytes)]
    public async Task<IResult> Compare(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/what-if")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!QueryValues.Number(request, ListQuery.Limit, DefaultRuns, CompareConfidencePolicy.MaxRuns).TryGet(out var count, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        var body = await BodyText.ReadAsync(request, PolicyTypes, cancellationToken);
        var result = await body.ThenAsync(text => Task.FromResult(ConfidencePolicyFile.Parse(Encoding.UTF8.GetString(text.Span))));
        return ApiResults.Of(
            await result.ThenAsync<PolicyComparisonView>(async candidate => PolicyComparisonView.Of(
                getCalibration.Policy,
                candidate,
                await comparePolicy.HandleAsync(request.HttpContext.Caller().Organization, candidate, count, cancellationToken))),
            view => ApiResults.Json(view, ApiJson.Wire.PolicyComparisonView));
    }
}
