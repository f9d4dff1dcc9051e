using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>Why a run is where it is. One storage call for a terminal run, two for a RUNNING one, three for a QUEUED one.</summary>
public sealed class ExplainRun(
    IRunStore store, IRecoveryTrace trace, RunConcurrency concurrency, IRunPlans plans, RunSettings settings, TimeProvider clock)
{
    /// <returns>The run and why; NOT_FOUND.</returns>
    public async Task<Result<(Run Run, Diagnosis Diagnosis)>> HandleAsync(
        OrganizationId organization, RunId id, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        if ((await store.FindAsync(organization, id, cancellationToken))?.Value is not { } run)
        {
            return Refusal.NotFound("The run");
        }

        var situation = new RunSituation(
            run, Subject: null, OrchestrationState.Ended, RecoveredAt: null, plans.For(run.Subject.Kind).Steps, settings, clock.GetUtcNow());
        if (!run.State.IsTerminal())
        {
            situation = situation with
            {
                Subject = run.State == RunState.Queued
                    ? (await store.FindSubjectToChangeAsync(organization, run.Subject, fresh: true, cancellationToken))?.Value
                    : null,
                Orchestration = await scheduler.FindStateAsync(id, cancellationToken),
                RecoveredAt = await trace.FindAsync(cancellationToken),
                Limit = run.State == RunState.Queued ? await concurrency.FindLimitAsync(run, cancellationToken) : null,
            };
        }

        return (run, RunDiagnosis.Of(situation));
    }
}
