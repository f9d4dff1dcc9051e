using System.Collections.Concurrent;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>Remembers what was scheduled and signalled; a test says which orchestrations exist.</summary>
internal sealed class RecordingScheduler : IRunScheduler
{
    private readonly ConcurrentDictionary<RunId, OrchestrationState> _states = new();

    public ConcurrentQueue<RunId> Scheduled { get; } = new();

    public ConcurrentQueue<RunId> Signalled { get; } = new();

    public void Lose(RunId run) => _states.TryRemove(run, out _);

    /// <summary>Somebody suspended or terminated the orchestration, or it came to its end.</summary>
    public void Set(RunId run, OrchestrationState state) => _states[run] = state;

    public Task ScheduleAsync(OrganizationId organization, RunKind kind, RunId id, CancellationToken cancellationToken)
    {
        _states[id] = OrchestrationState.Active;
        Scheduled.Enqueue(id);
        return Task.CompletedTask;
    }

    public Task SignalSlotFreeAsync(RunId id, CancellationToken cancellationToken)
    {
        Signalled.Enqueue(id);
        return Task.CompletedTask;
    }

    public Task PurgeAsync(RunId id, CancellationToken cancellationToken)
    {
        Lose(id);
        return Task.CompletedTask;
    }

    public Task TerminateAsync(RunId id, CancellationToken cancellationToken)
    {
        _states[id] = OrchestrationState.Terminated;
        return Task.CompletedTask;
    }

    public async Task<bool> IsScheduledAsync(RunId id, CancellationToken cancellationToken) =>
        await FindStateAsync(id, cancellationToken) is OrchestrationState.Active or OrchestrationState.Suspended;

    public Task<OrchestrationState> FindStateAsync(RunId id, CancellationToken cancellationToken) =>
        Task.FromResult(_states.GetValueOrDefault(id, OrchestrationState.Missing));
}
