using Azure.Storage.Blobs;
using RunFunctions.TestSupport;

namespace LocalRuntime.Tests.Durable.Crash;

/// <summary>An ended instance with payloads in blobs is deleted.</summary>
internal sealed class Purge : CrashShape
{
    private const string Id = "old";
    private bool _hasEnded;

    public Purge() => Tasks
        .Orchestrator("Echo", async context => await context.CallActivityAsync<string>("Same", context.GetInput<string>()))
        .Activity<string, string>("Same", value => value);

    public override async Task CheckAsync(TestHub hub)
    {
        Assert.True(_hasEnded);
        Assert.Empty(await TestHub.RowsAsync(hub.Name, "Instances"));
        Assert.Empty(await TestHub.RowsAsync(hub.Name, "History"));
        var container = new BlobContainerClient(TestAzurite.ConnectionString, hub.Name + "-largemessages", new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02));
        Assert.Empty(container.GetBlobs());
    }

    protected override async Task ActAsync(TestHub hub)
    {
        if (!_hasEnded)
        {
            await StartUnlessThereAsync(hub, "Echo", Id, new string('x', 40_000));
            await hub.CompletionAsync(Id);
            _hasEnded = true;
        }

        await hub.Client.PurgeInstanceAsync(Id, TestHub.Patience);
    }
}
