namespace RunFunctions.Core.Engine.Domain;

/// <summary>The wire names of <see cref="RunState"/>: upper snake case.</summary>
public static class RunStateNames
{
    private static readonly Dictionary<string, RunState> States = new(StringComparer.Ordinal)
    {
        ["QUEUED"] = RunState.Queued,
        ["RUNNING"] = RunState.Running,
        ["COMPLETED"] = RunState.Completed,
        ["FAILED"] = RunState.Failed,
        ["TIMED_OUT"] = RunState.TimedOut,
        ["CANCELLED"] = RunState.Cancelled,
    };

    private static readonly Dictionary<RunState, string> Names = States.ToDictionary(state => state.Value, state => state.Key);

    /// <summary>Every name, in the order of a run's life.</summary>
    public static IReadOnlyList<string> All { get; } = [.. States.Keys];

    public static string Of(RunState state) => Names[state];

    public static bool TryParse(string text, out RunState state) => States.TryGetValue(text, out state);
}
