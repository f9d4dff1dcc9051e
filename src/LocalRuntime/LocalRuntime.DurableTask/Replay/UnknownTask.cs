using Microsoft.DurableTask;

namespace LocalRuntime.DurableTask.Replay;

/// <summary>The failure of a call whose name no function has.</summary>
internal static class UnknownTask
{
    public const string ErrorType = "DurableTask.Core.Exceptions.TypeMissingException";

    public static TaskFailureDetails Activity(string? name) => Failure($"The activity function '{name}' doesn't exist, is disabled, or is not an activity function.");

    public static TaskFailureDetails Orchestrator(string? name) => Failure(OrchestratorMessage(name));

    public static string OrchestratorMessage(string? name) => $"The function '{name}' doesn't exist, is disabled, or is not an orchestrator function.";

    private static TaskFailureDetails Failure(string message) => new(ErrorType, message, null, null, null);
}
