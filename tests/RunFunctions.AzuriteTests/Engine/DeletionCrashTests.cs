using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>The process dies at any call to storage of a deletion: afterwards the run is there whole, or gone whole and certified.</summary>
public sealed class DeletionCrashTests
{
    private const int FewestCalls = 15;

    [Fact]
    public async Task A_deletion_that_died_at_any_call_is_carried_out_or_never_happened()
    {
        var storage = new MortalStorage();
        await using var app = await AppHost.StartAsync(
            builder => builder.Services.AddSingleton(services => storage.Clients(services.GetRequiredService<StorageNames>())),
            "--Engine:ScheduleGrace", "00:00:00");
        var uploaded = await app.Documents.UploadAndCompleteAsync();
        var calls = 0;
        bool survived;
        do
        {
            calls++;

            // The run before is replaced by a newer one, so that it may go, with its contents.
            var newer = await app.Documents.ReprocessAsync(uploaded.DocumentId);
            Assert.Equal("COMPLETED", await app.Documents.WaitForEndAsync(newer));
            storage.DieAt(calls);
            using var answer = await app.Client.DeleteAsync($"/api/runs/{uploaded.RunId}");
            survived = storage.Revive();
            Assert.True(!survived || answer.StatusCode == HttpStatusCode.OK);
            await ResumeAsync(app);
            await AssertWholeAsync(app, uploaded.RunId, $"dead at call {calls}");
            uploaded = uploaded with { RunId = newer };
        }
        while (!survived);

        Assert.True(calls > FewestCalls, $"only {calls} calls");
    }

    private static async Task ResumeAsync(AppHost app)
    {
        var resume = app.Services.GetRequiredService<ResumeDeletions>();
        await resume.HandleAsync(new RecordingScheduler(), CancellationToken.None);
        await resume.HandleAsync(new RecordingScheduler(), CancellationToken.None);
    }

    private static async Task AssertWholeAsync(AppHost app, string run, string when)
    {
        using var answer = await app.Client.GetAsync($"/api/runs/{run}");
        var rows = (await app.Stored.AppRowsAsync())
            .Where(row => row.RowKey.Contains(run, StringComparison.Ordinal) || row.PartitionKey.Contains(run, StringComparison.Ordinal)).Select(row => row.RowKey).ToList();
        var blobs = (await app.Stored.BlobNamesAsync()).Count(name => name.Contains(run, StringComparison.Ordinal));
        var certified = (await app.Documents.ReadAsync("/api/runs/deletions?limit=200")).GetProperty("items").GetArrayLength();
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            Assert.True(blobs == 3 && !rows.Any(row => row.StartsWith("tombstone|", StringComparison.Ordinal) || row.StartsWith("removed|", StringComparison.Ordinal)), when);
        }
        else
        {
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound && blobs == 0 && rows.Count == 0 && certified > 0, $"{when}: {blobs} blobs, {string.Join(' ', rows)}");
        }
    }

    /// <summary>Clients of storage that is out of reach from a given call on, as for a process that died.</summary>
    private sealed class MortalStorage : HttpPipelinePolicy
    {
        private int _left = int.MaxValue;

        public StorageClients Clients(StorageNames names)
        {
            var tables = new TableClientOptions { Retry = { MaxRetries = 0 } };
            tables.AddPolicy(this, HttpPipelinePosition.PerRetry);
            var blobs = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02) { Retry = { MaxRetries = 0 } };
            blobs.AddPolicy(this, HttpPipelinePosition.PerRetry);
            return new StorageClients(new TableServiceClient(TestAzurite.ConnectionString, tables), new BlobServiceClient(TestAzurite.ConnectionString, blobs), names);
        }

        public void DieAt(int call) => Volatile.Write(ref _left, call - 1);

        /// <returns>Whether it was alive all the time.</returns>
        public bool Revive() => Interlocked.Exchange(ref _left, int.MaxValue) >= 0;

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (Interlocked.Decrement(ref _left) < 0)
            {
                throw new IOException("The process is dead.");
            }

            await ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();
    }
}
