using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Infrastructure.Telemetry;

namespace RunFunctions.Api.Engine;

/// <summary>Every ten seconds, and at start: finds orphaned runs and repairs them.</summary>
public sealed partial class RecoverRunsFunction(RecoverRuns recoverRuns, RunMetrics metrics, ILogger<RecoverRunsFunction> logger)
{
    [Function("RecoverRuns")]
    public async Task Run(
        [TimerTrigger("*/10 * * * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var report = await recoverRuns.HandleAsync(new DurableRunScheduler(durable), cancellationToken);
        metrics.Record(report);
        if (report.Seen > 0)
        {
            Report(logger, report.Seen, report.Scheduled, report.Signalled, report.Failed, report.Resumed, report.Finished, report.Dropped, timer.IsPastDue);
        }
    }

    [LoggerMessage(LogLevel.Information, "Recovery looked at {seen} unfinished runs: {scheduled} scheduled, {signalled} signalled, {failed} failed, {resumed} resumed, {finished} finished, {dropped} dropped; late: {late}.")]
    private static partial void Report(ILogger logger, int seen, int scheduled, int signalled, int failed, int resumed, int finished, int dropped, bool late);
}
