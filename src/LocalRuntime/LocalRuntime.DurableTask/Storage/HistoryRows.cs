using System.Text.Json;
using Azure.Data.Tables;
using LocalRuntime.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask.Storage;

/// <summary>History rows as table entities: partition key = instance id, row key = position in 16 hexadecimal digits.</summary>
internal sealed class HistoryRows(LargePayloads payloads)
{
    public const string SentinelKey = "sentinel";
    public const string ExecutionColumn = "ExecutionId";

    public static string Key(long position) => position.ToString("x16");

    public static bool IsPosition(TableEntity row) => row.RowKey.Length == 16;

    public static long Position(TableEntity row) => Convert.ToInt64(row.RowKey, 16);

    public async Task<TableEntity> WriteAsync(string instanceId, string executionId, long position, HistoryEvent @event, CancellationToken cancellationToken)
    {
        var row = new TableEntity(instanceId, Key(position))
        {
            ["EventType"] = @event.Type.ToString(),
            ["EventId"] = @event.EventId,
            ["_Timestamp"] = @event.Timestamp,
            ["IsPlayed"] = @event.IsPlayed,
            [ExecutionColumn] = executionId,
        };
        var kind = @event.Type.ToString();
        Set(row, @event.Type == EventType.TimerFired ? "TimerId" : "TaskScheduledId", @event.TaskScheduledId);
        Set(row, "FireAt", @event.FireAt);
        Set(row, "Version", @event.Version);
        Set(row, "InstanceId", @event.InstanceId);
        Set(row, "OrchestrationStatus", @event.Status?.ToString());
        Set(row, "MessageId", @event.MessageId);
        Set(row, "ParentInstance", @event.Parent is null ? null : JsonSerializer.Serialize(@event.Parent));
        Set(row, "Name", @event.Name);
        Set(row, "Recurse", @event.Recurse ? true : null);
        await payloads.WriteAsync(row, "Input", @event.Input, kind, cancellationToken);
        await payloads.WriteAsync(row, "Result", @event.Result, kind, cancellationToken);
        await payloads.WriteAsync(row, "Reason", @event.Reason ?? @event.FailureDetails?.ErrorMessage, kind, cancellationToken);
        await payloads.WriteAsync(row, "FailureDetails", @event.FailureDetails is null ? null : JsonSerializer.Serialize(@event.FailureDetails), kind, cancellationToken);
        return row;
    }

    public async ValueTask<HistoryEvent> ReadAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var failure = await payloads.ReadAsync(row, "FailureDetails", cancellationToken);
        return new HistoryEvent
        {
            Type = Enum.Parse<EventType>(row.GetString("EventType")!),
            Timestamp = row.GetDateTimeOffset("_Timestamp")!.Value.UtcDateTime,
            EventId = row.GetInt32("EventId")!.Value,
            TaskScheduledId = row.GetInt32("TaskScheduledId") ?? row.GetInt32("TimerId"),
            Name = row.GetString("Name"),
            Version = row.GetString("Version"),
            Input = await payloads.ReadAsync(row, "Input", cancellationToken),
            Result = await payloads.ReadAsync(row, "Result", cancellationToken),
            Reason = failure is null ? await payloads.ReadAsync(row, "Reason", cancellationToken) : null,
            FireAt = row.GetDateTimeOffset("FireAt")?.UtcDateTime,
            InstanceId = row.GetString("InstanceId"),
            FailureDetails = failure is null ? null : JsonSerializer.Deserialize<TaskFailureDetails>(failure),
            Parent = row.GetString("ParentInstance") is { } parent ? JsonSerializer.Deserialize<ParentInstance>(parent) : null,
            Status = row.GetString("OrchestrationStatus") is { } status ? Enum.Parse<OrchestrationRuntimeStatus>(status) : null,
            MessageId = row.GetString("MessageId"),
            IsPlayed = row.GetBoolean("IsPlayed") ?? false,
            Recurse = row.GetBoolean("Recurse") ?? false,
        };
    }

    private static void Set(TableEntity row, string column, object? value)
    {
        if (value is not null)
        {
            row[column] = value;
        }
    }
}
