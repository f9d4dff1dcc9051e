using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Engine;

/// <summary>Lists runs, newest first, a page at a time; with <c>counts=true</c> also how many match, by state.</summary>
public sealed class ListRunsFunction(ListRuns listRuns, IRunPlans plans, ListQuery lists)
{
    private const string Counts = "counts";

    [Function("ListRuns")]
    [QueryParameters(
        ListQuery.Limit, ListQuery.Cursor, Counts,
        RunFilterText.Kind, RunFilterText.State, RunFilterText.Subject, RunFilterText.Tag, RunFilterText.CreatedFrom, RunFilterText.CreatedTo,
        RunFilterText.HasFailure, RunFilterText.Superseded, RunFilterText.Fingerprint)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs")] HttpRequest request, CancellationToken cancellationToken)
    {
        var organization = request.HttpContext.Caller().Organization;
        var result = await RunFilterText.Read(name => QueryValues.Text(request, name), plans.Kinds).ThenAsync(
            filter => QueryValues.Boolean(request, Counts).ThenAsync(async withCounts =>
            {
                var page = await lists.PageAsync(
                    request,
                    "runs|" + RunFilterText.Line(filter),
                    wanted => listRuns.HandleAsync(organization, filter, wanted.Limit, wanted.After, cancellationToken),
                    RunLineView.Of,
                    cancellationToken);
                var counts = withCounts && page.Refusal is null ? await listRuns.CountAsync(organization, filter, cancellationToken) : null;
                return page.TryGet(out var found, out var refusal) ? RunListView.Of(found, counts) : (Result<RunListView>)refusal;
            }));
        return ApiResults.Of(result, view => ApiResults.Read(view, ApiJson.Wire.RunListView));
    }
}
