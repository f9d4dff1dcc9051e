using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Engine;

/// <summary>What goes wrong: failed runs grouped by error code, step and reason, the group that was seen last first.</summary>
public sealed class ListFailuresFunction(ListFailures listFailures, IRunPlans plans, ListQuery lists)
{
    [Function("ListFailures")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor, RunFilterText.Kind, RunFilterText.CreatedFrom, RunFilterText.CreatedTo)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/failures")] HttpRequest request, CancellationToken cancellationToken)
    {
        var result = await RunFilterText.Read(name => QueryValues.Text(request, name), plans.Kinds).ThenAsync(async filter =>
        {
            var complete = true;
            var page = await lists.PageAsync(
                request,
                "failures|" + RunFilterText.Line(filter),
                async wanted =>
                {
                    var found = await listFailures.HandleAsync(request.HttpContext.Caller().Organization, filter, wanted.Limit, wanted.After, cancellationToken);
                    complete = found.Complete;
                    return found.Page;
                },
                FailureGroupView.Of,
                cancellationToken);
            return page.TryGet(out var groups, out var refusal)
                ? new FailureListView(groups.Items, groups.Limit, groups.NextCursor, complete)
                : (Result<FailureListView>)refusal;
        });
        return ApiResults.Of(result, view => ApiResults.Read(view, ApiJson.Wire.FailureListView));
    }
}

/// <param name="Complete">False when there were more failed runs than are grouped at once: only the newest were.</param>
public sealed record FailureListView(IReadOnlyList<FailureGroupView> Items, int Limit, string? NextCursor, bool Complete);

/// <summary>Failures that are alike, as callers see them.</summary>
public sealed record FailureGroupView(
    string Fingerprint,
    string Kind,
    string ErrorCode,
    string? StepName,
    string? Reason,
    int Count,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    IReadOnlyList<string> SampleRunIds,
    FailureGroupLinksView Links)
{
    public static FailureGroupView Of(FailureGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return new(
            group.Fingerprint,
            group.Kind.Value,
            group.Failure.ErrorCode,
            group.Failure.StepName,
            group.Failure.Reason,
            group.Count,
            group.FirstSeen,
            group.LastSeen,
            [.. group.Samples.Select(run => run.Value)],
            new FailureGroupLinksView($"/api/runs?{RunFilterText.Fingerprint}={group.Fingerprint}"));
    }
}

public sealed record FailureGroupLinksView(string Runs);
