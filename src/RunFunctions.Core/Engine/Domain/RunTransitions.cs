using System.Collections.Frozen;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>What can be asked of a run's state.</summary>
public enum RunCommand
{
    /// <summary>Take the subject's slot and begin.</summary>
    Start,

    /// <summary>Continue after a crash under a new epoch (recovery policy <c>resume</c>).</summary>
    Resume,

    /// <summary>Every step succeeded.</summary>
    Complete,

    /// <summary>A step failed for good, or the process died (recovery policy <c>fail</c>).</summary>
    Fail,

    /// <summary>The wall clock since the start ran out.</summary>
    TimeOut,

    /// <summary>Somebody asked to stop it.</summary>
    Cancel,
}

/// <summary>
/// The transition table: every legal (state, command) pair and where it leads. A pair that is not here is refused.
/// Drives the guard, the exhaustive test and whatever offers commands to people.
/// </summary>
public static class RunTransitions
{
    public static FrozenDictionary<(RunState From, RunCommand Command), RunState> Table { get; } =
        new Dictionary<(RunState, RunCommand), RunState>
        {
            [(RunState.Queued, RunCommand.Start)] = RunState.Running,
            [(RunState.Queued, RunCommand.Cancel)] = RunState.Cancelled,
            [(RunState.Running, RunCommand.Resume)] = RunState.Running,
            [(RunState.Running, RunCommand.Complete)] = RunState.Completed,
            [(RunState.Running, RunCommand.Fail)] = RunState.Failed,
            [(RunState.Running, RunCommand.TimeOut)] = RunState.TimedOut,
            [(RunState.Running, RunCommand.Cancel)] = RunState.Cancelled,
        }.ToFrozenDictionary();

    public static bool IsTerminal(this RunState state) => state is not (RunState.Queued or RunState.Running);

    /// <summary>The state after <paramref name="command"/>, or null when the command is not legal.</summary>
    public static RunState? Next(RunState from, RunCommand command) =>
        Table.TryGetValue((from, command), out var to) ? to : null;
}
