using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using RunFunctions.Api.Engine;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Platform;

/// <summary>The app makes exactly the storage calls that docs/storage-budget.md promises, measured over real HTTP.</summary>
public sealed class StorageBudgetTests
{
    private const int MiB = 1024 * 1024;

    private static readonly string[] ActivitiesOfARun = ["StartRun", "ExtractDocumentText", "InterpretDocumentText", "EndRun"];

    [Fact]
    public async Task A_run_makes_the_calls_of_the_budget()
    {
        var prefix = TestAzurite.NewPrefix();
        using var costs = new InvocationCosts();
        using var otherCosts = new InvocationCosts();
        await using var app = await StartWarmAsync(costs, prefix);
        await using var other = await StartWarmAsync(otherCosts, prefix);

        var (document, first) = await app.UploadAsync(SamplePdf.Small);
        Assert.Equal(StorageBudget.Runs["Two-step document run, from QUEUED to COMPLETED, in the process that created it"], await RunAsync(costs));

        var queued = await QueueAsync(app, document);
        await ScheduleAsync(other, queued, RunId.Parse(first));
        Assert.Equal(StorageBudget.Runs["The same in another process, which remembers no rows"], await RunAsync(otherCosts));
        Assert.Equal("COMPLETED", await StateAsync(other, queued));
    }

    [Fact]
    public async Task Recovery_and_heartbeats_make_the_calls_of_the_budget()
    {
        using var costs = new InvocationCosts();
        await using var app = await StartWarmAsync(costs);
        var recovery = app.Services.GetRequiredService<RecoverRuns>();
        Assert.Equal(
            StorageBudget.Runs["A round of recovery with nothing to do"],
            await costs.CountAsync(() => recovery.HandleAsync(Mock.Of<IRunScheduler>(MockBehavior.Strict), CancellationToken.None)));

        await using var world = await EngineWorld.CreateAsync();
        var worker = world.NewWorker();
        var run = await worker.QueueFirstAsync(world.NewSubject());
        await worker.StartAsync(run.Run.Id);
        Assert.Equal(0, await costs.CountAsync(() => worker.Keeper.RenewDueAsync(CancellationToken.None)));
        world.Clock.Advance(seconds: 6);
        Assert.Equal(
            StorageBudget.Runs["A heartbeat of a run that works longer than 5 s"],
            await costs.CountAsync(() => worker.Keeper.RenewDueAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task Why_of_a_run_that_has_not_ended_makes_the_calls_of_the_budget()
    {
        using var costs = new InvocationCosts();
        await using var app = await StartWarmAsync(costs);
        var (document, _) = await app.UploadAsync(SamplePdf.Small);
        await costs.NextAsync("EndRun");
        var run = await QueueAsync(app, document);

        Assert.Equal("QUEUED", await StateAsync(app, run, "/why"));
        Assert.Equal(StorageBudget.Runs["Why of a QUEUED run"], await costs.NextAsync("ExplainRun"));
        await app.Services.GetRequiredService<StartRun>().HandleAsync(TestCallers.Organization, run, CancellationToken.None);
        Assert.Equal("RUNNING", await StateAsync(app, run, "/why"));
        Assert.Equal(StorageBudget.Runs["Why of a RUNNING run"], await costs.NextAsync("ExplainRun"));
    }

    [Fact]
    public async Task A_step_that_works_looks_once_a_second_as_the_budget_says()
    {
        using var costs = new InvocationCosts();
        await using var world = await EngineWorld.CreateAsync();
        var worker = world.NewWorker();
        var run = (await worker.QueueFirstAsync(world.NewSubject())).Run.Id;
        await worker.StartAsync(run);
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var working = worker.Step.HandleAsync(
            new StepCommand(EngineWorld.Organization, run, 1, DocumentSteps.Extraction, 1),
            async (_, _) =>
            {
                begun.SetResult();
                await released.Task;
                return new StepWork.Produced([]);
            },
            CancellationToken.None);
        await begun.Task;

        for (var second = 0; second < 3; second++)
        {
            Assert.Equal(0, await costs.CountAsync(() => worker.Keeper.RenewDueAsync(CancellationToken.None)));
            world.Clock.Advance(seconds: 1);
            Assert.Equal(
                StorageBudget.Runs["Each second of a step that works longer than 1 s, unless the heartbeat is due"],
                await costs.CountAsync(() => worker.Keeper.RenewDueAsync(CancellationToken.None)));
        }

        released.SetResult();
        await working;
    }

    [Fact]
    public async Task Resuming_makes_the_calls_of_the_budget()
    {
        using var costs = new InvocationCosts();
        await using var app = await StartWarmAsync(costs);
        var deletions = app.Services.GetRequiredService<ResumeDeletions>();
        Assert.Equal(
            StorageBudget.Runs["A round of resuming deletions with nothing to do"],
            await costs.CountAsync(() => deletions.HandleAsync(Mock.Of<IRunScheduler>(MockBehavior.Strict), CancellationToken.None)));
        var jobs = app.Services.GetRequiredService<ResumeBulkJobs>();
        Assert.Equal(
            StorageBudget.Runs["A round of resuming bulk jobs with nothing to do"],
            await costs.CountAsync(() => jobs.HandleAsync(Mock.Of<IBulkScheduler>(MockBehavior.Strict), CancellationToken.None)));
    }

    [Theory]
    [InlineData(4 * MiB - 1, 0, 3)]
    [InlineData(4 * MiB + 1, 2, 4)]
    [InlineData(9 * MiB, 3, 8)]
    public async Task Larger_files_make_one_more_call_per_block_begun(int bytes, int uploadBlocks, int downloadBlocks)
    {
        using var costs = new InvocationCosts();
        await using var app = await StartWarmAsync(costs);
        var (document, _) = await app.UploadAsync(SamplePdf.OfSize(bytes));
        Assert.Equal(WithAudit("UploadDocument") + uploadBlocks, await costs.NextAsync("UploadDocument"));
        await costs.NextAsync("EndRun");
        Assert.Equal(bytes, (await app.GetAsync($"/api/documents/{document}/download")).Length);
        Assert.Equal(WithAudit("DownloadDocument") + downloadBlocks, await costs.NextAsync("DownloadDocument"));
    }

    [Fact]
    public async Task A_page_of_the_list_is_one_query_to_the_last_of_a_thousand_documents()
    {
        const int documents = 1000;
        using var costs = new InvocationCosts();
        await using var app = await StartWarmAsync(costs);
        await FillIndexAsync(app, documents);

        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = await app.GetAsync($"/api/documents?limit=200{(cursor is null ? "" : "&cursor=" + cursor)}");
            Assert.Equal(WithAudit("ListDocuments"), await costs.NextAsync("ListDocuments"));
            using var body = JsonDocument.Parse(page);
            seen.AddRange(body.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("document_id").GetString()!));
            cursor = body.RootElement.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.True(seen.Count > documents);
        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
    }

    private static int WithAudit(string function) => StorageBudget.Requests[function].Calls + StorageBudget.Requests[function].Audit;

    // Tables, the key of cursors and two documents are there, and nothing is under way.
    private static async Task<LocalApp> StartWarmAsync(InvocationCosts costs, string? prefix = null)
    {
        var app = await LocalApp.StartAsync(prefix ?? TestAzurite.NewPrefix(), costs.Surround, InvocationCosts.WithoutBackgroundAudit);
        for (var document = 0; document < 2; document++)
        {
            await app.UploadAsync(SamplePdf.Small);
            await costs.NextAsync("EndRun");
        }

        await app.GetAsync("/api/documents?limit=1");

        // A write takes along what waits: here nothing does.
        await app.Services.GetRequiredService<AuditLog>().FlushAsync();
        costs.Forget();
        return app;
    }

    private static async Task<int> RunAsync(InvocationCosts costs)
    {
        var calls = 0;
        foreach (var activity in ActivitiesOfARun)
        {
            calls += await costs.NextAsync(activity);
        }

        return calls;
    }

    // Queued by one instance of the app and scheduled by none, as after a crash between the two.
    private static async Task<RunId> QueueAsync(LocalApp app, string document)
    {
        var result = await app.Services.GetRequiredService<ReprocessDocument>().HandleAsync(
            TestCallers.Origin("request-1"), DocumentId.Parse(document), CancellationToken.None);
        Assert.True(result.TryGet(out var run, out _));
        return run.Id;
    }

    // The management key is taken from the links of a run other than the one to start, which stays unread.
    private static async Task ScheduleAsync(LocalApp app, RunId run, RunId known)
    {
        using var body = JsonDocument.Parse(await app.GetAsync($"/api/runs/{known}"));
        var status = new Uri(body.RootElement.GetProperty("links").GetProperty("status_query_get_uri").GetString()!);
        using var input = new StringContent(JsonSerializer.Serialize(new RunInput(TestCallers.Organization.Value, run.Value)));
        using var started = await app.Client.PostAsync(
            new Uri($"/runtime/webhooks/durabletask/orchestrators/DocumentRun/{run}{status.Query}", UriKind.Relative), input);
        started.EnsureSuccessStatusCode();
    }

    private static async Task<string?> StateAsync(LocalApp app, RunId run, string path = "")
    {
        using var body = JsonDocument.Parse(await app.GetAsync($"/api/runs/{run}{path}"));
        return body.RootElement.GetProperty("state").GetString();
    }

    private static async Task FillIndexAsync(LocalApp app, int documents)
    {
        var index = app.Services.GetRequiredService<IDocumentIndex>();
        var organization = TestCallers.Organization;
        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await Parallel.ForAsync(0, documents, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancellationToken) =>
            await index.PutAsync(organization, IndexedDocument.At(start.AddMinutes(7 * i)), cancellationToken));
    }
}
