using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Benchmarks.Measuring;
using RunFunctions.Benchmarks.Runs;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.Benchmarks.Scale;

/// <summary>One line of the table: a request, alone and with many callers.</summary>
internal sealed record ScaledRequest(string Request, int Runs, Load Alone, Load Many);

/// <summary>What requests cost beside thousands of runs of the past, with what they can at best cost beside them.</summary>
internal sealed class ScaleBenchmarks(LocalApp app, RunEndings endings)
{
    public const string PointRead = "point read of a run's row, by the client";
    public const string GetRun = "`GET /api/runs/{run_id}`";
    public const string ListRuns = "`GET /api/runs`, a page of 50";
    public const string Create = "create: `POST /api/documents/upload` of 5 KB";

    private const int ManyCallers = 32;
    private const int WarmUps = 20;
    private const int RunsAlone = 100;
    private const int RunsOfMany = 320;

    private readonly StorageClients _storage = app.Services.GetRequiredService<StorageClients>();

    /// <summary>Puts so many runs of the past into storage and into the list.</summary>
    public Task FillAsync(int runs) =>
        SeededRuns.FillAsync(app.Services.GetRequiredService<IRunStore>(), app.Services.GetRequiredService<IRunIndex>(), runs);

    /// <summary>Every request of the table with so many runs in the list.</summary>
    public async Task<IReadOnlyList<ScaledRequest>> MeasureAsync(int runs)
    {
        var (_, run) = await app.UploadAsync(SamplePdf.Small);
        await endings.CompletedAsync(run);
        var table = _storage.Table(StorageNames.RunsTable);
        var row = await RowAsync(table, run);
        var status = await StatusAddressAsync(run);
        return
        [
            await ScaleAsync(PointRead, runs, () => table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey)),
            await ScaleAsync("`GET /api/health/live`, a function that does nothing", runs, () => app.GetAsync("/api/health/live")),
            await ScaleAsync(GetRun, runs, () => app.GetAsync($"/api/runs/{run}")),
            await ScaleAsync("status query of the durable engine", runs, () => app.GetAsync(status)),
            await ScaleAsync("query of the list's table that finds nothing, by the client", runs, () => LookAsync(_storage.Table(StorageNames.RunIndexTable)), requests: 640),
            await ScaleAsync(ListRuns, runs, () => app.GetAsync("/api/runs?limit=50"), requests: 640),
            await ScaleAsync("`GET /api/runs?state=FAILED`, nothing found", runs, () => app.GetAsync("/api/runs?limit=50&state=FAILED"), requests: 640),
            await CreateAsync(runs),
            await CompleteAsync(runs),
        ];
    }

    /// <summary>Bare orchestrations, one at a time: from the request that schedules one to the end of its orchestrator.</summary>
    public async Task<Samples> BareAsync(int warmUps, int rounds)
    {
        var (_, run) = await app.UploadAsync(SamplePdf.Small);
        await endings.CompletedAsync(run);
        var query = new Uri(app.Address, await StatusAddressAsync(run)).Query;
        var samples = new Samples();
        for (var round = -warmUps; round < rounds; round++)
        {
            var instance = Guid.NewGuid().ToString("N");
            var started = Stopwatch.GetTimestamp();
            using var scheduled = await app.Client.PostAsync(
                new Uri($"/runtime/webhooks/durabletask/orchestrators/{nameof(BareOrchestration)}/{instance}{query}", UriKind.Relative), content: null);
            scheduled.EnsureSuccessStatusCode();
            await BareOrchestration.EndedAsync(instance);
            if (round >= 0)
            {
                samples.Add(Stopwatch.GetElapsedTime(started));
            }
        }

        return samples;
    }

    /// <summary>Stores the audit entries that wait, so that what comes next is not measured beside them.</summary>
    public Task SettleAsync() => app.Services.GetRequiredService<AuditLog>().FlushAsync();

    private async Task<ScaledRequest> ScaleAsync(string request, int runs, Func<Task> work, int requests = 3200)
    {
        await SettleAsync();
        var alone = await Load.RunAsync(callers: 1, warmUps: 100, requests: requests / 4, work);
        await SettleAsync();
        return new ScaledRequest(request, runs, alone, await Load.RunAsync(ManyCallers, warmUps: ManyCallers, requests, work));
    }

    // Alone: each run is waited for before the next is created, and not timed. Many: the runs are executed meanwhile.
    private async Task<ScaledRequest> CreateAsync(int runs)
    {
        var alone = new Samples();
        var spent = TimeSpan.Zero;
        for (var round = -WarmUps; round < RunsAlone; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var (_, run) = await app.UploadAsync(SamplePdf.Small);
            var elapsed = Stopwatch.GetElapsedTime(started);
            await endings.CompletedAsync(run);
            if (round >= 0)
            {
                alone.Add(elapsed);
                spent += elapsed;
            }
        }

        ConcurrentBag<string> uploaded = [];
        var many = await Load.RunAsync(ManyCallers, warmUps: 0, RunsOfMany, async () => uploaded.Add((await app.UploadAsync(SamplePdf.Small)).RunId));
        await Task.WhenAll(uploaded.Select(endings.CompletedAsync));
        return new ScaledRequest(Create, runs, new Load(1, alone, spent), many);
    }

    private async Task<ScaledRequest> CompleteAsync(int runs)
    {
        var alone = await Load.RunAsync(callers: 1, WarmUps, RunsAlone, CompleteOneAsync);
        return new ScaledRequest("complete: the same, until the run is COMPLETED", runs, alone, await Load.RunAsync(ManyCallers, warmUps: 0, RunsOfMany, CompleteOneAsync));

        async Task CompleteOneAsync() => await endings.CompletedAsync((await app.UploadAsync(SamplePdf.Small)).RunId);
    }

    private async Task<string> StatusAddressAsync(string run)
    {
        using var body = JsonDocument.Parse(await app.GetAsync($"/api/runs/{run}"));
        return new Uri(body.RootElement.GetProperty("links").GetProperty("status_query_get_uri").GetString()!).PathAndQuery;
    }

    // No row key sorts before it: the first condition says so of every row.
    private static async Task LookAsync(TableClient table)
    {
        await foreach (var row in table.QueryAsync<TableEntity>("RowKey lt '!'"))
        {
            throw new InvalidOperationException($"There is a row {row.RowKey}.");
        }
    }

    private static async Task<TableEntity> RowAsync(TableClient table, string run)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey eq {"run|" + run}")))
        {
            return row;
        }

        throw new InvalidOperationException("The run has no row.");
    }
}
