using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary><c>POST /api/runs/bulk/{job_id}/cancel</c>. Jobs here have no orchestration unless a test wants one: it says itself when a page is done.</summary>
public sealed class CancelBulkJobTests(CancelBulkJobTests.Fixture fixture) : IClassFixture<CancelBulkJobTests.Fixture>
{
    private const int PageSize = 50;

    private readonly AppHost _app = fixture.App;
    private readonly ActOnBulkPage _pages = fixture.App.Services.GetRequiredService<ActOnBulkPage>();

    [Fact]
    public async Task A_waiting_job_is_cancelled_and_asking_again_changes_nothing()
    {
        var job = await MakeAsync("tag", new BulkFilter { Tag = "nobody" });

        var cancelled = await CancelAsync(job);

        Assert.Equal(("CANCELLED", TestCallers.User.Value), (cancelled.Text("state"), cancelled.Text("cancelled_by")));
        Assert.True(cancelled.Time("cancelled_at") >= cancelled.Time("created_at"));
        Assert.Equal(JsonValueKind.Null, cancelled.GetProperty("completed_at").ValueKind);
        Assert.Equal(cancelled.ToString(), (await CancelAsync(job)).ToString());
        Assert.Equal(cancelled.ToString(), (await ReadAsync(job)).ToString());
    }

    [Fact]
    public async Task A_job_that_has_completed_is_refused_and_one_that_is_unknown_not_found()
    {
        var job = await MakeAsync("tag", new BulkFilter { Tag = "nobody" });
        await ActAsync(job, await ListAsync(job), BulkCounts.None);
        Assert.Equal("COMPLETED", (await ReadAsync(job)).Text("state"));

        using var refused = await PostAsync(job);
        Assert.Equal("JOB_ENDED", (await refused.ProblemAsync(HttpStatusCode.Conflict)).Reason);
        using var unknown = await PostAsync(BulkJobId.New(job.CreatedAt, Guid.NewGuid()));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task It_stops_before_its_next_page_and_keeps_its_counts()
    {
        var uploaded = await _app.Documents.UploadAndCompleteAsync();
        for (var run = 0; run <= PageSize; run++)
        {
            await QueueAsync(uploaded.DocumentId);
        }

        var job = await MakeAsync("tag", new BulkFilter { Subject = uploaded.DocumentId, State = "QUEUED" });
        var first = await ListAsync(job);
        var counts = await ActAsync(job, first, BulkCounts.None);
        var second = await _pages.ListAsync(TestCallers.Organization, job, first.Next, CancellationToken.None);
        Assert.Single(second.Runs);
        Assert.Equal("RUNNING", (await ReadAsync(job)).Text("state"));

        var cancelled = await CancelAsync(job);
        await ActAsync(job, second, counts);

        Assert.Equal((PageSize, PageSize), (cancelled.GetProperty("matched").GetInt32(), cancelled.GetProperty("done").GetInt32()));
        Assert.Equal(cancelled.ToString(), (await ReadAsync(job)).ToString());
        Assert.Empty((await _app.Documents.RunAsync(second.Runs[0].Value)).GetProperty("tags").EnumerateArray());
        Assert.Equal(new BulkPage([], Next: null).Runs, (await _pages.ListAsync(TestCallers.Organization, job, first.Next, CancellationToken.None)).Runs);
    }

    [Fact]
    public async Task A_page_that_it_is_acting_on_is_finished_and_counted()
    {
        var uploaded = await _app.Documents.UploadAndCompleteAsync();
        for (var run = 0; run < 3; run++)
        {
            await QueueAsync(uploaded.DocumentId);
        }

        var job = await MakeAsync("cancel", new BulkFilter { Subject = uploaded.DocumentId, State = "QUEUED" });
        var scheduler = new Mock<IRunScheduler>();
        scheduler.Setup(to => to.SignalSlotFreeAsync(It.IsAny<RunId>(), It.IsAny<CancellationToken>())).Returns(() => CancelAsync(job));

        await ActAsync(job, await ListAsync(job), BulkCounts.None, scheduler.Object);

        var ended = await ReadAsync(job);
        Assert.Equal(("CANCELLED", 3), (ended.Text("state"), ended.GetProperty("done").GetInt32()));
    }

    [Fact]
    public async Task Its_orchestration_ends()
    {
        using var answer = await _app.Client.PostAsync("/api/runs/bulk", JsonBody(new { action = "tag", tag = "x", filter = new { tag = "nobody" } }));
        var address = answer.Header("Location");
        using var asked = await _app.Client.PostAsync(address + "/cancel", content: null);
        var job = BulkJobId.Parse(address[(address.LastIndexOf('/') + 1)..]);

        // Either was first; in neither case does the job begin again.
        var ended = await Eventually.GetAsync(() => ReadAsync(job), read => read.Text("state") is "COMPLETED" or "CANCELLED", "the end of the job");
        Assert.Equal(asked.StatusCode == HttpStatusCode.OK ? "CANCELLED" : "COMPLETED", ended.Text("state"));
    }

    private static StringContent JsonBody(object body) => new(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");

    private async Task<BulkJobId> MakeAsync(string action, BulkFilter filter)
    {
        var started = await _app.Services.GetRequiredService<StartBulkJob>().HandleAsync(
            TestCallers.Origin("request-1"), new BulkRequest { Action = action, Tag = action == "tag" ? "seen" : null, Filter = filter }, CancellationToken.None);
        return started.Value!.Job!.Id;
    }

    private async Task QueueAsync(string document) => Assert.Null((await _app.Services.GetRequiredService<ReprocessDocument>().HandleAsync(
        TestCallers.Origin("request-1"), DocumentId.Parse(document), CancellationToken.None)).Refusal);

    private Task<BulkPage> ListAsync(BulkJobId job) => _pages.ListAsync(TestCallers.Organization, job, after: null, CancellationToken.None);

    private Task<BulkCounts> ActAsync(BulkJobId job, BulkPage page, BulkCounts before, IRunScheduler? scheduler = null) =>
        _pages.HandleAsync(TestCallers.Organization, job, page, before, scheduler ?? new RecordingScheduler(), CancellationToken.None);

    private Task<HttpResponseMessage> PostAsync(BulkJobId job) => _app.Client.PostAsync($"/api/runs/bulk/{job}/cancel", content: null);

    private async Task<JsonElement> CancelAsync(BulkJobId job)
    {
        using var answer = await PostAsync(job);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadJsonAsync();
    }

    private Task<JsonElement> ReadAsync(BulkJobId job) => _app.Documents.ReadAsync($"/api/runs/bulk/{job}");

    /// <summary>Nothing is scheduled by recovery for as long as a test lasts.</summary>
    public sealed class Fixture() : ScriptedAppFixture(["--Engine:ScheduleGrace", "00:10:00"]);
}
