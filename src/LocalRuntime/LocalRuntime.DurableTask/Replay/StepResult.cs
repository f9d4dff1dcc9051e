using LocalRuntime.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask.Replay;

/// <summary>What an orchestrator's code did in one step.</summary>
/// <param name="Decisions">Its new calls, in order.</param>
/// <param name="Completion">Set when it returned, threw or was found not to be deterministic.</param>
/// <param name="CustomStatus">Serialized, as last set.</param>
/// <param name="OpenTimers">Timers it still waits for; others were cancelled or fired.</param>
internal sealed record StepResult(
    IReadOnlyList<HistoryEvent> Decisions,
    Completion? Completion,
    string? CustomStatus,
    IReadOnlySet<int> OpenTimers);

/// <param name="Status">Completed or Failed.</param>
/// <param name="Result">Serialized output.</param>
/// <param name="Failure">Set when failed.</param>
/// <param name="NextExecution">Set when the orchestrator asked to start over.</param>
internal sealed record Completion(
    OrchestrationRuntimeStatus Status,
    string? Result = null,
    TaskFailureDetails? Failure = null,
    NextExecution? NextExecution = null);

/// <param name="Input">Serialized input of the new execution.</param>
/// <param name="Version">Its version; the old one when null.</param>
/// <param name="Events">Events that go on with it.</param>
internal sealed record NextExecution(string? Input, string? Version, IReadOnlyList<(string Name, string? Payload)> Events);
