using System.Collections.Concurrent;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>Remembers what was scheduled and signalled; a test says which orchestrations exist.</summary>
internal sealed class RecordingScheduler : IRunScheduler
{
    private readonly ConcurrentDictionary<RunId, bool> _alive = new();

    public ConcurrentQueue<RunId> Scheduled { get; } = new();

    public ConcurrentQueue<RunId> Signalled { get; } = new();

    public void Lose(RunId run) => _alive.TryRemove(run, out _);

    public Task ScheduleAsync(OrganizationId organization, RunKind kind, RunId id, CancellationToken cancellationToken)
    {
        _alive[id] = true;
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

    public Task<bool> IsScheduledAsync(RunId id, CancellationToken cancellationToken) => Task.FromResult(_alive.ContainsKey(id));

    public Task<OrchestrationState> FindStateAsync(RunId id, CancellationToken cancellationToken) =>
        Task.FromResult(_alive.ContainsKey(id) ? OrchestrationState.Active : OrchestrationState.Missing);
}
