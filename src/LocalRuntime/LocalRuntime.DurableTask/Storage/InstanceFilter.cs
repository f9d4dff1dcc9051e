using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask.Storage;

/// <summary>An instance query as a table filter.</summary>
internal static class InstanceFilter
{
    public static string? For(OrchestrationQuery query)
    {
        List<string> conditions = [];
        if (query.InstanceIdPrefix is { Length: > 0 } prefix)
        {
            // Keys that begin with a prefix are those from it up to, and without, its successor.
            var successor = prefix[..^1] + (char)(prefix[^1] + 1);
            conditions.Add(TableClient.CreateQueryFilter($"PartitionKey ge {prefix} and PartitionKey lt {successor}"));
        }

        if (query.CreatedFrom is { } from)
        {
            conditions.Add(TableClient.CreateQueryFilter($"CreatedTime ge {from}"));
        }

        if (query.CreatedTo is { } to)
        {
            conditions.Add(TableClient.CreateQueryFilter($"CreatedTime le {to}"));
        }

        if (query.Statuses?.ToArray() is { Length: > 0 } statuses)
        {
            conditions.Add("(" + string.Join(" or ", statuses.Select(status => TableClient.CreateQueryFilter($"RuntimeStatus eq {status.ToString()}"))) + ")");
        }

        return conditions.Count == 0 ? null : string.Join(" and ", conditions);
    }
}
