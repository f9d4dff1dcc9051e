using System.Net.Http.Json;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>A bulk job in a real process that is killed again and again: every run is acted on exactly once.</summary>
public sealed class BulkCrashTests
{
    private const int Documents = 60;
    private const int Kills = 4;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_job_that_is_killed_again_and_again_repeats_every_run_once()
    {
        await using var app = new CrashingApp();
        var token = await app.IssueTokenAsync();
        using var client = await NextLifeAsync(app, token);
        var documents = new DocumentsDriver(client);
        List<Uploaded> runs = [];
        for (var i = 0; i < Documents; i++)
        {
            runs.Add(await documents.UploadAsync(Pdfs.OfSize(200)));
        }

        foreach (var run in runs)
        {
            Assert.Equal("FAILED", await documents.WaitForEndAsync(run.RunId));
        }

        using var answer = await client.PostAsync("/api/runs/bulk", JsonContent.Create(new { action = "rerun", filter = new { kind = "document" } }));
        var address = answer.Headers.Location!.OriginalString;
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100 + (kill * 60)));
            await app.Lives[^1].KillAsync();
            (await NextLifeAsync(app, token)).Dispose();
        }

        using var last = new HttpClient { BaseAddress = await app.Lives[^1].Listening }.With(token);
        var seen = new DocumentsDriver(last);
        var job = await UntilCompletedAsync(seen, address);
        Assert.Equal((Documents, Documents, 0), (job.GetProperty("matched").GetInt32(), job.GetProperty("done").GetInt32(), job.GetProperty("failed").GetInt32()));
        foreach (var run in runs)
        {
            var history = await seen.HistoryAsync(run.DocumentId);
            Assert.Equal(2, history.Count);
            Assert.Equal(history[1].Text("run_id"), (await seen.RunAsync(run.RunId)).Text("superseded_by"));
            await seen.WaitForEndAsync(history[1].Text("run_id")!);
        }

        await app.ForgetAsync();
    }

    private static async Task<HttpClient> NextLifeAsync(CrashingApp app, string token) =>
        new HttpClient { BaseAddress = await app.Start().Listening }.With(token);

    private static async Task<JsonElement> UntilCompletedAsync(DocumentsDriver documents, string address)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            var job = await documents.ReadAsync(address);
            if (job.Text("state") == "COMPLETED")
            {
                return job;
            }
        }

        throw new InvalidOperationException("The job did not end.");
    }
}
