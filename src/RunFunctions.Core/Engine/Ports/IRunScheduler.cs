using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>The orchestrations that execute runs; instance id = run id.</summary>
public interface IRunScheduler
{
    /// <summary>Schedules the run's orchestration; scheduling twice is one orchestration.</summary>
    Task ScheduleAsync(OrganizationId organization, RunKind kind, RunId id, CancellationToken cancellationToken);

    /// <summary>Tells a waiting run that its subject's slot may be free; no error when it has no orchestration yet.</summary>
    Task SignalSlotFreeAsync(RunId id, CancellationToken cancellationToken);

    /// <summary>Whether an orchestration for the run exists and is not finished.</summary>
    Task<bool> IsScheduledAsync(RunId id, CancellationToken cancellationToken);

    /// <summary>Ends an orchestration whose run is over.</summary>
    Task TerminateAsync(RunId id, CancellationToken cancellationToken);

    /// <summary>Removes what is left of an orchestration that has ended; there may be nothing left.</summary>
    Task PurgeAsync(RunId id, CancellationToken cancellationToken);

    /// <summary>Where the run's orchestration stands.</summary>
    Task<OrchestrationState> FindStateAsync(RunId id, CancellationToken cancellationToken);
}
