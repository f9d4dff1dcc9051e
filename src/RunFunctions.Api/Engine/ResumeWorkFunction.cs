using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RunFunctions.Api.Engine.Bulk;
using RunFunctions.Core.Engine.Application;

namespace RunFunctions.Api.Engine;

/// <summary>Every thirty seconds, and at start: carries on with deletions and bulk jobs whose process died.</summary>
public sealed class ResumeWorkFunction(ResumeDeletions resumeDeletions, ResumeBulkJobs resumeBulkJobs)
{
    [Function("ResumeWork")]
    public Task Run(
        [TimerTrigger("*/30 * * * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken) =>
        Task.WhenAll(
            resumeDeletions.HandleAsync(new DurableRunScheduler(durable), cancellationToken),
            resumeBulkJobs.HandleAsync(new DurableBulkScheduler(durable), cancellationToken));
}
