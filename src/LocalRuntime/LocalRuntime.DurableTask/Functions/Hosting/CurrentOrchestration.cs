using Microsoft.DurableTask;

namespace LocalRuntime.DurableTask.Functions;

/// <summary>The orchestration that the current call chain runs, for parameters that are bound from its input.</summary>
internal static class CurrentOrchestration
{
    private static readonly AsyncLocal<TaskOrchestrationContext?> Flowing = new();

    public static TaskOrchestrationContext? Context
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }
}
