using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Microsoft.DurableTask.Client;

/// <summary>What is known of an instance at the time of the query.</summary>
public sealed class OrchestrationMetadata(string name, string instanceId)
{
    public string Name { get; } = name;

    public string InstanceId { get; } = instanceId;

    /// <summary>Present when inputs and outputs were asked for.</summary>
    public DataConverter? DataConverter { get; init; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    public string? SerializedInput { get; init; }

    public string? SerializedOutput { get; init; }

    public string? SerializedCustomStatus { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How a failed instance failed; present when inputs and outputs were asked for.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public bool IsCompleted => RuntimeStatus is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    [MemberNotNullWhen(true, nameof(DataConverter))]
    private bool HasInputsAndOutputs => DataConverter is not null;

    /// <exception cref="InvalidOperationException">Fetched without inputs and outputs.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    /// <exception cref="InvalidOperationException">Fetched without inputs and outputs.</exception>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    /// <exception cref="InvalidOperationException">Fetched without inputs and outputs.</exception>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    public override string ToString()
    {
        var text = new StringBuilder($"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus}, CreatedAt: {CreatedAt:s}, LastUpdatedAt: {LastUpdatedAt:s}");
        Append(text, "Input", SerializedInput);
        Append(text, "Output", SerializedOutput);
        if (FailureDetails is { } failure)
        {
            text.Append(", FailureDetails: '").Append(failure.ErrorType).Append(" - ").Append(Trim(failure.ErrorMessage)).Append('\'');
        }

        return text.Append(']').ToString();
    }

    private static void Append(StringBuilder text, string label, string? payload)
    {
        if (payload is not null)
        {
            text.Append(", ").Append(label).Append(": '").Append(Trim(payload)).Append('\'');
        }
    }

    private static string Trim(string payload) => payload.Length > 50 ? payload[..50] + "..." : payload;

    private T? Read<T>(string? serialized) => HasInputsAndOutputs
        ? DataConverter.Deserialize<T>(serialized)
        : throw new InvalidOperationException($"This {nameof(OrchestrationMetadata)} was fetched without the option to include inputs and outputs.");
}
