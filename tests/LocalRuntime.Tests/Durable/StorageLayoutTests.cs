using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask;
using RunFunctions.TestSupport;

namespace LocalRuntime.Tests.Durable;

/// <summary>What lies in storage looks as the Azure Storage provider leaves it, to those who look at it with its tools.</summary>
public sealed class StorageLayoutTests
{
    private const string Id = "order-1";

    // The service adds these to every row.
    private static readonly string[] OfTheService = ["PartitionKey", "RowKey", "Timestamp", "odata.etag"];

    [Fact]
    public async Task An_instance_is_one_row_under_its_id_with_the_official_columns()
    {
        var hub = await RunAsync();

        var row = Assert.Single(await TestHub.RowsAsync(hub, "Instances"));

        Assert.Equal((Id, ""), (row.PartitionKey, row.RowKey));
        string[] official =
        [
            "Name", "Version", "Input", "Output", "CustomStatus", "RuntimeStatus", "CreatedTime", "LastUpdatedTime", "CompletedTime", "ExecutionId",
            "TaskHubName", "Generation", "Tags",
        ];

        // Ours: which blob holds a large payload; the official instance row has the URL only.
        Assert.Equal(Sorted([.. official, "InputBlobName"]), Columns([row]));
        Assert.Equal((hub, "Completed", "Order"), (row.GetString("TaskHubName"), row.GetString("RuntimeStatus"), row.GetString("Name")));
    }

    [Fact]
    public async Task A_history_is_numbered_rows_and_a_sentinel_with_the_official_columns()
    {
        var hub = await RunAsync();

        var rows = await TestHub.RowsAsync(hub, "History");
        var (sentinel, events) = (rows.Single(row => row.RowKey == "sentinel"), rows.Where(row => row.RowKey != "sentinel").ToList());

        Assert.All(rows, row => Assert.Equal(Id, row.PartitionKey));
        Assert.Equal(["CheckpointCompletedTimestamp", "ExecutionId", "IsCheckpointComplete"], Columns([sentinel]));
        Assert.Equal(Enumerable.Range(0, events.Count).Select(number => $"{number:x16}"), events.Select(row => row.RowKey));
        string[] ofEachEvent = ["EventType", "_Timestamp", "EventId", "IsPlayed", "ExecutionId"];
        Assert.All(events, row => Assert.Empty(ofEachEvent.Except(row.Keys)));
        Assert.Equal(
            Sorted([.. ofEachEvent, "Name", "Input", "InputBlobName", "Result", "TaskScheduledId", "TimerId", "FireAt", "OrchestrationStatus", "MessageId"]),
            Columns(events));
        Assert.Equal(
            [
                "OrchestratorStarted", "ExecutionStarted", "TaskScheduled", "OrchestratorCompleted",
                "OrchestratorStarted", "TaskCompleted", "TimerCreated", "OrchestratorCompleted",
                "OrchestratorStarted", "TimerFired", "OrchestratorCompleted",
                "OrchestratorStarted", "EventRaised", "ExecutionCompleted", "OrchestratorCompleted",
            ],
            events.Select(row => row.GetString("EventType")));
    }

    [Fact]
    public async Task A_large_payload_is_a_blob_of_its_instance_and_the_row_holds_its_url()
    {
        var hub = await RunAsync();

        var url = Assert.Single(await TestHub.RowsAsync(hub, "Instances")).GetString("Input")!;

        var container = new BlobContainerClient(TestAzurite.ConnectionString, hub + "-largemessages", new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02));
        var blob = Assert.Single(container.GetBlobs(), blob => container.GetBlobClient(blob.Name).Uri.AbsoluteUri == url);
        Assert.Matches($"^{Id}/message-[0-9a-f]{{32}}-ExecutionStarted[.]json[.]gz$", blob.Name);
    }

    // One activity, a timer, an event and a large payload.
    private static async Task<string> RunAsync()
    {
        var tasks = new TestTasks()
            .Orchestrator("Order", async context =>
            {
                await context.CallActivityAsync<int>("Length", context.GetInput<string>()!.Length);
                await context.CreateTimer(TimeSpan.FromMilliseconds(5), CancellationToken.None);
                context.SetCustomStatus("waiting");
                return await context.WaitForExternalEvent<int>("approved");
            })
            .Activity<int, int>("Length", value => value);
        await using var hub = await TestHub.StartAsync(tasks);
        var options = new StartOrchestrationOptions(Id) { Tags = new Dictionary<string, string> { ["kind"] = "test" } };
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Order", new string('x', 40_000), options, TestHub.Patience);
        await UntilItWaitsAsync(hub);
        await hub.Client.RaiseEventAsync(Id, "approved", 1, TestHub.Patience);
        await hub.CompletionAsync(Id);
        return hub.Name;
    }

    private static async Task UntilItWaitsAsync(TestHub hub)
    {
        while (true)
        {
            var changed = hub.Engine.Signals.NextChange(Id);
            if ((await hub.Client.GetInstanceAsync(Id, getInputsAndOutputs: true, TestHub.Patience))!.SerializedCustomStatus is not null)
            {
                return;
            }

            await changed.WaitAsync(TestHub.Patience);
        }
    }

    private static IEnumerable<string> Columns(IReadOnlyList<TableEntity> rows) => Sorted(rows.SelectMany(row => row.Keys).Distinct().Except(OfTheService));

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);
}
