using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask;
using RunFunctions.TestSupport;

namespace LocalRuntime.Tests.Durable;

public sealed class LargePayloadTests
{
    [Fact]
    public async Task Payloads_above_60_KB_go_to_compressed_blobs_and_come_back_also_over_a_restart()
    {
        var text = string.Concat(Enumerable.Repeat("clinical ", 40_000));
        var tasks = new TestTasks()
            .Orchestrator("Echo", async context =>
            {
                var activity = await context.CallActivityAsync<string>("Same", context.GetInput<string>());
                return activity + await context.WaitForExternalEvent<string>("more");
            })
            .Activity<string, string>("Same", value => value);
        var name = TestHub.NewName();
        await using (var first = await TestHub.StartAsync(tasks, name))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Echo", text, new StartOrchestrationOptions("large"), TestHub.Patience);
        }

        await using var second = await TestHub.StartAsync(tasks, name);
        await second.Client.RaiseEventAsync("large", "more", text, TestHub.Patience);
        var ended = await second.CompletionAsync("large");

        Assert.Equal(text + text, ended.ReadOutputAs<string>());
        Assert.Equal(text, ended.ReadInputAs<string>());
        var container = new BlobContainerClient(TestAzurite.ConnectionString, name + "-largemessages", new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02));
        TableEntity row = await new TableClient(TestAzurite.ConnectionString, name + "Instances").GetEntityAsync<TableEntity>("large", "");
        Assert.StartsWith(container.Uri.AbsoluteUri + "/large/message-", row.GetString("Input"), StringComparison.Ordinal);
        Assert.EndsWith("-ExecutionStarted.json.gz", row.GetString("Input"), StringComparison.Ordinal);
        Assert.InRange(container.GetBlobs(prefix: "large/").Count(), 5, 10);

        await second.Client.PurgeInstanceAsync("large", TestHub.Patience);
        Assert.Empty(container.GetBlobs(prefix: "large/"));
    }

    [Fact]
    public async Task A_text_that_looks_like_the_url_of_a_payload_stays_a_text()
    {
        var tasks = new TestTasks().Orchestrator("Wait", async context => await context.WaitForExternalEvent<int>("go"));
        await using var hub = await TestHub.StartAsync(tasks);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("one"), TestHub.Patience);
        const string url = "http://127.0.0.1/devstoreaccount1/hub-largemessages/other/message-1.json.gz";

        await hub.Client.TerminateAsync("one", url, recursive: false, TestHub.Patience);

        Assert.Equal(url, (await hub.CompletionAsync("one")).SerializedOutput);
    }

    [Fact]
    public async Task A_step_of_more_rows_than_a_transaction_takes_is_recorded_whole_or_not_at_all()
    {
        var tasks = new TestTasks()
            .Orchestrator("FanOut", async context =>
            {
                await context.WaitForExternalEvent<string>("go");
                return (await Task.WhenAll(Enumerable.Range(0, 250).Select(number => context.CallActivityAsync<int>("Same", number)))).Sum();
            })
            .Activity<int, int>("Same", value => value);

        // The second of the three transactions of the step is the third call after the two reads of the load.
        foreach (var call in (int[])[3, 4, 5])
        {
            var name = TestHub.NewName();
            await using (var setup = await TestHub.StartAsync(tasks, name))
            {
                await setup.Client.ScheduleNewOrchestrationInstanceAsync("FanOut", null, new StartOrchestrationOptions("wide"), TestHub.Patience);
                await setup.Client.WaitForInstanceStartAsync("wide", TestHub.Patience);
            }

            var transport = new TestTransport(call, Fault.ReplyLost);
            await using (var crashing = TestHub.Create(tasks, name, transport: transport))
            {
                _ = crashing.Client.RaiseAsync("wide", "go", "\"now\"", TestHub.Patience);
                await transport.Failed.WaitAsync(TestHub.Patience);
            }

            await using var restarted = await TestHub.StartAsync(tasks, name);
            if (!(await restarted.HistoryAsync("wide")).Contains(DurableTask.History.EventType.EventRaised))
            {
                await restarted.Client.RaiseEventAsync("wide", "go", "now", TestHub.Patience);
            }

            var ended = await restarted.CompletionAsync("wide");
            Assert.Equal(250 * 249 / 2, ended.ReadOutputAs<int>());
            Assert.Equal(250, (await restarted.HistoryAsync("wide")).Count(type => type == DurableTask.History.EventType.TaskScheduled));
        }
    }

    [Fact]
    public async Task A_step_of_more_than_4_MiB_is_split()
    {
        var part = new string('x', 28_000);
        var tasks = new TestTasks()
            .Orchestrator("Heavy", async context => (await Task.WhenAll(Enumerable.Range(0, 90).Select(_ => context.CallActivityAsync<int>("Length", part)))).Sum())
            .Activity<string, int>("Length", value => value.Length);
        await using var hub = await TestHub.StartAsync(tasks);

        Assert.Equal(90 * 28_000, (await hub.RunAsync("Heavy")).ReadOutputAs<int>());
    }
}
