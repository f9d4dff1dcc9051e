using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Durable.Conformance.App.Client;

/// <summary>Between the client's types and those that go over the wire.</summary>
internal static class InstanceView
{
    public static Instance Of(OrchestrationMetadata instance) => new(
        instance.InstanceId,
        instance.Name,
        instance.RuntimeStatus.ToString(),
        instance.CreatedAt,
        instance.LastUpdatedAt,
        instance.SerializedInput,
        instance.SerializedOutput,
        instance.SerializedCustomStatus,
        Of(instance.FailureDetails));

    public static OrchestrationQuery QueryOf(Query query) => new(
        query.CreatedFrom,
        query.CreatedTo,
        Statuses(query),
        InstanceIdPrefix: query.Prefix,
        PageSize: query.PageSize ?? OrchestrationQuery.DefaultPageSize,
        FetchInputsAndOutputs: query.WithPayloads);

    public static IReadOnlyList<OrchestrationRuntimeStatus>? Statuses(Query query) =>
        query.Statuses is { } names ? [.. names.Select(Enum.Parse<OrchestrationRuntimeStatus>)] : null;

    private static Failure? Of(TaskFailureDetails? failure) =>
        failure is null ? null : new Failure(failure.ErrorType, failure.ErrorMessage);
}
