using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>Carries on with deletions whose process died. Safe with many instances: every step may be done twice.</summary>
public sealed class ResumeDeletions(IDeletionStore deletions, DeleteRun deleteRun, ApplyRetention applyRetention, RunSettings settings, TimeProvider clock)
{
    /// <returns>How many were under way for longer than they should.</returns>
    /// <exception cref="AggregateException">Some could not be carried out; every other one was.</exception>
    public async Task<int> HandleAsync(IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        var resumed = 0;
        List<Exception> failures = [];
        foreach (var order in await deletions.ListUnderWayAsync(cancellationToken))
        {
            if (clock.GetUtcNow() - order.At < settings.ScheduleGrace)
            {
                continue;
            }

            try
            {
                if (order.Run is null)
                {
                    await applyRetention.ResumeAsync(order, scheduler, cancellationToken);
                }
                else
                {
                    await deleteRun.ResumeAsync(order, scheduler, cancellationToken);
                }

                resumed++;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        }

        return failures.Count == 0 ? resumed : throw new AggregateException("Some deletions could not be carried out.", failures);
    }
}
