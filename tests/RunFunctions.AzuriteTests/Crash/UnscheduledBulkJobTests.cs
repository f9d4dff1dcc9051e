using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Moq;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.Infrastructure.Runtime;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>A process dies between the row of a bulk job and its orchestration, and nobody repeats the request.</summary>
public sealed class UnscheduledBulkJobTests
{
    [Fact]
    public async Task The_next_process_carries_it_out()
    {
        await using var app = new CrashingApp();
        var token = await app.IssueTokenAsync();
        string run;
        using (var client = new HttpClient { BaseAddress = await app.Start().Listening }.With(token))
        {
            var documents = new DocumentsDriver(client);
            run = (await documents.UploadAsync(Pdfs.OfSize(200))).RunId;
            await documents.WaitForEndAsync(run);
        }

        await app.Lives[^1].KillAsync();
        var job = await MakeRowAsync(app.Prefix);

        using var last = new HttpClient { BaseAddress = await app.Start().Listening }.With(token);
        var seen = new DocumentsDriver(last);
        var ended = await Eventually.GetAsync(() => seen.ReadAsync($"/api/runs/bulk/{job}"), read => read.Text("state") == "COMPLETED", "the end of the job");
        Assert.Equal(1, ended.GetProperty("done").GetInt32());
        Assert.Equal("seen", (await seen.RunAsync(run)).GetProperty("tags")[0].GetString());
        await app.ForgetAsync();
    }

    // As the process that died has left it, longer ago than recovery lets pass.
    private static async Task<BulkJobId> MakeRowAsync(string prefix)
    {
        var clients = new StorageClients(
            new TableServiceClient(TestAzurite.ConnectionString),
            new BlobServiceClient(TestAzurite.ConnectionString, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02)),
            new StorageNames(prefix));
        var now = TimeProvider.System.GetUtcNow();
        var job = new BulkJob
        {
            Organization = TestCallers.Organization,
            Id = BulkJobId.New(now - TimeSpan.FromMinutes(1), Guid.NewGuid()),
            Action = BulkAction.Tag,
            Filter = RunFilter.All,
            Tag = "seen",
            CreatedAt = now,
            CreatedBy = TestCallers.User,
            CorrelationId = "request",
        };
        Assert.True(await new BulkJobTable(clients, new RandomIdSource(), Mock.Of<IRunPlans>()).TryAddAsync(job, CancellationToken.None));
        return job.Id;
    }
}
