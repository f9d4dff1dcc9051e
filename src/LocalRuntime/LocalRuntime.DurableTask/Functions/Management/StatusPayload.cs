using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalRuntime.DurableTask.History;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask.Functions.Management;

/// <summary>An instance as the management API shows it.</summary>
internal static class StatusPayload
{
    public static JsonObject For(OrchestrationMetadata instance, bool showInput, JsonArray? history = null)
    {
        var payload = new JsonObject
        {
            ["name"] = instance.Name,
            ["instanceId"] = instance.InstanceId,
            ["runtimeStatus"] = instance.RuntimeStatus.ToString(),
            ["input"] = showInput ? Json(instance.SerializedInput) : null,
            ["customStatus"] = Json(instance.SerializedCustomStatus),
            ["output"] = Json(instance.SerializedOutput),
            ["createdTime"] = Seconds(instance.CreatedAt),
            ["lastUpdatedTime"] = Seconds(instance.LastUpdatedAt),
        };
        if (history is not null)
        {
            payload["historyEvents"] = history;
        }

        return payload;
    }

    /// <summary>History as the official API tells it: a result stands for its call, names and times of the call go with it.</summary>
    public static JsonArray History(IReadOnlyList<HistoryEvent> events, bool showOutput)
    {
        var calls = events.Where(@event => @event.IsDecision).ToDictionary(@event => @event.EventId);
        var told = new JsonArray();
        foreach (var @event in events.Where(IsTold))
        {
            told.Add((JsonNode)Tell(@event, @event.TaskScheduledId is { } id ? calls.GetValueOrDefault(id) : null, showOutput));
        }

        return told;
    }

    private static bool IsTold(HistoryEvent @event) => @event.Type is not (
        EventType.OrchestratorStarted or EventType.OrchestratorCompleted or EventType.TaskScheduled
        or EventType.TimerCreated or EventType.SubOrchestrationInstanceCreated or EventType.GenericEvent);

    private static JsonObject Tell(HistoryEvent @event, HistoryEvent? call, bool showOutput)
    {
        var told = new JsonObject { ["EventType"] = @event.Type.ToString() };
        Set(told, "FunctionName", @event.Type == EventType.ExecutionStarted ? @event.Name : call?.Name);
        Set(told, "Name", @event.Type is EventType.EventRaised or EventType.EventSent ? @event.Name : null);
        Set(told, "OrchestrationStatus", @event.Status?.ToString());
        Set(told, "Reason", @event.Reason ?? (showOutput ? @event.FailureDetails?.ErrorMessage : null));
        if (showOutput && @event.Result is not null)
        {
            told["Result"] = Json(@event.Result);
        }

        Set(told, "FireAt", @event.FireAt is { } due ? Exact(due) : null);
        Set(told, "ScheduledTime", call is null ? null : Exact(call.Timestamp));
        told["Timestamp"] = Exact(@event.Timestamp);
        return told;
    }

    private static void Set(JsonObject target, string name, string? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }
    }

    private static JsonNode? Json(string? serialized)
    {
        try
        {
            return serialized is null ? null : JsonNode.Parse(serialized);
        }
        catch (JsonException)
        {
            // A reason or a failure is plain text.
            return JsonValue.Create(serialized);
        }
    }

    private static string Seconds(DateTimeOffset time) => time.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) + "Z";

    private static string Exact(DateTime utc) => utc.ToString("o", CultureInfo.InvariantCulture);
}
