using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RunFunctions.Api.Platform;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine.Bulk;

/// <summary>Input of a job's orchestration: where it is.</summary>
public sealed record BulkInput(string Organization, string JobId, string? After, BulkCounts Counts);

/// <summary>Ids of runs to act on.</summary>
public sealed record BulkPageOutput(IReadOnlyList<string> Runs, string? Next);

/// <summary>Input of the activity that acts.</summary>
public sealed record BulkPageInput(BulkInput Job, BulkPageOutput Page);

/// <summary>
/// The course of a bulk job: list a page, act on it, start over behind it. Which runs a page has is in the history before anything
/// is done to them, so a page that is acted on again after a crash is the same page.
/// </summary>
public sealed class BulkRuns(ActOnBulkPage actOnBulkPage)
{
    private const string ListActivity = "ListBulkPage";
    private const string ActActivity = "ActOnBulkPage";

    // Storage may be away for a while; a job must not be lost to that.
    private static readonly TaskOptions Persistent = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 20, firstRetryInterval: TimeSpan.FromMilliseconds(500), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(30)));

    [Function(nameof(BulkRuns))]
    [WithoutStorage]
    public async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var input = context.GetInput<BulkInput>() ?? throw new InvalidOperationException("A job's orchestration needs its input.");
        var page = await context.CallActivityAsync<BulkPageOutput>(ListActivity, input, Persistent);
        var counts = await context.CallActivityAsync<BulkCounts>(ActActivity, new BulkPageInput(input, page), Persistent);
        if (page.Next is not null)
        {
            context.ContinueAsNew(input with { After = page.Next, Counts = counts });
        }
    }

    [Function(ListActivity)]
    public async Task<BulkPageOutput> List([ActivityTrigger] BulkInput input, CancellationToken cancellationToken)
    {
        var page = await actOnBulkPage.ListAsync(OrganizationId.Parse(input.Organization), BulkJobId.Parse(input.JobId), input.After, cancellationToken);
        return new BulkPageOutput([.. page.Runs.Select(run => run.Value)], page.Next);
    }

    [Function(ActActivity)]
    public Task<BulkCounts> Act([ActivityTrigger] BulkPageInput input, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken) => actOnBulkPage.HandleAsync(
        OrganizationId.Parse(input.Job.Organization),
        BulkJobId.Parse(input.Job.JobId),
        new BulkPage([.. input.Page.Runs.Select(RunId.Parse)], input.Page.Next),
        input.Job.Counts,
        new DurableRunScheduler(durable),
        cancellationToken);
}
