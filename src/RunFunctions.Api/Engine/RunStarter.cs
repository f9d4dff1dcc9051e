using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

/// <summary>
/// Schedules a run that was just queued. When that fails the caller still gets its answer: the run is queued and
/// acknowledged, and recovery schedules it within half a minute.
/// </summary>
public sealed partial class RunStarter(ILogger<RunStarter> logger)
{
    public async Task ScheduleAsync(
        DurableTaskClient durable, OrganizationId organization, SubjectKey subject, RunId run, CancellationToken cancellationToken)
    {
        try
        {
            await new DurableRunScheduler(durable).ScheduleAsync(organization, subject.Kind, run, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotScheduled(logger, failure, run.Value);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Run {run_id} is queued but could not be scheduled; recovery will do it.")]
    private static partial void NotScheduled(ILogger logger, Exception failure, string run_id);
}
