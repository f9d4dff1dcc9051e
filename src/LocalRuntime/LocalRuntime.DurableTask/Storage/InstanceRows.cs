using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using LocalRuntime.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask.Storage;

/// <summary>Instances rows as table entities: partition key = instance id, row key empty.</summary>
internal sealed class InstanceRows(string hubName, LargePayloads payloads)
{
    public const string RowKey = "";
    public const string StatusColumn = "RuntimeStatus";
    public const string CreatedColumn = "CreatedTime";

    /// <summary>Everything that a new row holds.</summary>
    public async Task<TableEntity> ForInsertAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        var row = await ForMergeAsync(record, cancellationToken);
        row["Name"] = record.Name;
        row["Version"] = record.Version ?? "";
        row[CreatedColumn] = record.CreatedTime;
        row["TaskHubName"] = hubName;
        row["Generation"] = 0;
        Set(row, "ScheduledStartTime", record.ScheduledStartTime);
        Set(row, "Tags", record.Tags.Count == 0 ? null : JsonSerializer.Serialize(record.Tags));
        Set(row, "TraceParent", record.TraceParent);
        Set(row, "ParentInstance", record.Parent is null ? null : JsonSerializer.Serialize(record.Parent));
        await payloads.WriteAsync(row, "Input", record.Input, "ExecutionStarted", cancellationToken);
        return row;
    }

    /// <summary>What a step changes; the row keeps the rest.</summary>
    public async Task<TableEntity> ForMergeAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        var row = new TableEntity(record.InstanceId, RowKey)
        {
            ["ExecutionId"] = record.ExecutionId,
            [StatusColumn] = record.Status.ToString(),
            ["LastUpdatedTime"] = record.LastUpdatedTime,
        };
        Set(row, "CompletedTime", record.CompletedTime);
        await payloads.WriteAsync(row, "CustomStatus", record.CustomStatus ?? "", "CustomStatus", cancellationToken);
        await payloads.WriteAsync(row, "Output", record.Output, "ExecutionCompleted", cancellationToken);
        await payloads.WriteAsync(row, "FailureDetails", record.FailureDetails is { } failure ? JsonSerializer.Serialize(failure) : null, "FailureDetails", cancellationToken);
        return row;
    }

    /// <summary>Adds what <see cref="ForMergeAsync"/> leaves out because it rarely changes: the input of a new execution.</summary>
    public async Task AddExecutionAsync(TableEntity row, InstanceRecord record, CancellationToken cancellationToken)
    {
        row["Version"] = record.Version ?? "";
        await payloads.WriteAsync(row, "Input", record.Input ?? "", "ExecutionStarted", cancellationToken);
    }

    /// <param name="row">The row.</param>
    /// <param name="withPayloads">Whether to read input, output, custom status and failure.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<InstanceRecord> ReadAsync(TableEntity row, bool withPayloads, CancellationToken cancellationToken)
    {
        var record = new InstanceRecord
        {
            InstanceId = row.PartitionKey,
            ExecutionId = row.GetString("ExecutionId")!,
            Name = row.GetString("Name")!,
            Version = row.GetString("Version") is { Length: > 0 } version ? version : null,
            Status = Enum.Parse<OrchestrationRuntimeStatus>(row.GetString(StatusColumn)!),
            CreatedTime = row.GetDateTimeOffset(CreatedColumn)!.Value,
            LastUpdatedTime = row.GetDateTimeOffset("LastUpdatedTime")!.Value,
            CompletedTime = row.GetDateTimeOffset("CompletedTime"),
            ScheduledStartTime = row.GetDateTimeOffset("ScheduledStartTime"),
            Tags = row.GetString("Tags") is { } tags ? JsonSerializer.Deserialize<Dictionary<string, string>>(tags)! : ImmutableDictionary<string, string>.Empty,
            Parent = row.GetString("ParentInstance") is { } parent ? JsonSerializer.Deserialize<ParentInstance>(parent) : null,
            TraceParent = row.GetString("TraceParent"),
            ETag = row.ETag,
        };
        if (!withPayloads)
        {
            return record;
        }

        // A merge cannot remove a property, so that an empty text stands for none; no JSON is empty.
        var input = await payloads.ReadAsync(row, "Input", cancellationToken);
        var customStatus = await payloads.ReadAsync(row, "CustomStatus", cancellationToken);
        var failure = await payloads.ReadAsync(row, "FailureDetails", cancellationToken);
        return record with
        {
            Input = input is "" ? null : input,
            Output = await payloads.ReadAsync(row, "Output", cancellationToken),
            CustomStatus = customStatus is "" ? null : customStatus,
            FailureDetails = failure is null ? null : JsonSerializer.Deserialize<TaskFailureDetails>(failure),
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
