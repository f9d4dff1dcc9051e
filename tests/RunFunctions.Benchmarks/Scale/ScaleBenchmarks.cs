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
    private const int ManyCallers = 32;

    private readonly StorageClients _storage = app.Services.GetRequiredService<StorageClients>();

    /// <summary>Puts so many runs of the past into storage and into the list.</summary>
    public Task FillAsync(int runs) =>
        SeededRuns.FillAsync(app.Services.GetRequiredService<IRunStore>(), app.Services.GetRequiredService<IRunIndex>(), runs);

    /// <summary>Every request of the table with so many runs in the list.</summary>
    public async Task<IReadOnlyList<ScaledRequest>> MeasureAsync(int runs)
    {
        var (document, run) = await app.UploadAsync(SamplePdf.Small);
        await endings.CompletedAsync(run);
        var table = _storage.Table(StorageNames.RunsTable);
        var row = await RowAsync(table, run);
        var status = await StatusAddressAsync(run);
        return
        [
            await ScaleAsync("point read of a run's row, by the client", runs, () => table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey)),
            await ScaleAsync("`GET /api/health/live`, a function that does nothing", runs, () => app.GetAsync("/api/health/live")),
            await ScaleAsync("`GET /api/runs/{run_id}`", runs, () => app.GetAsync($"/api/runs/{run}")),
            await ScaleAsync("status query of the durable engine", runs, () => app.GetAsync(status)),
            await ScaleAsync("query of the list's table that finds nothing, by the client", runs, () => LookAsync(_storage.Table(StorageNames.RunIndexTable)), requests: 640),
            await ScaleAsync("`GET /api/runs`, a page of 50", runs, () => app.GetAsync("/api/runs?limit=50"), requests: 640),
            await ScaleAsync("`GET /api/runs?state=FAILED`, nothing found", runs, () => app.GetAsync("/api/runs?limit=50&state=FAILED"), requests: 640),
            await CreateAsync(runs, document),
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
    private async Task<ScaledRequest> CreateAsync(int runs, string document)
    {
        var alone = new Samples();
        var spent = TimeSpan.Zero;
        for (var round = -20; round < 100; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var created = await CreateRunAsync(document);
            var elapsed = Stopwatch.GetElapsedTime(started);
            await endings.CompletedAsync(created);
            if (round >= 0)
            {
                alone.Add(elapsed);
                spent += elapsed;
            }
        }

        List<string> uploaded = [];
        var many = await Load.RunAsync(ManyCallers, warmUps: 0, requests: 320, async () =>
        {
            var (_, run) = await app.UploadAsync(SamplePdf.Small);
            lock (uploaded)
            {
                uploaded.Add(run);
            }
        });
        await Task.WhenAll(uploaded.Select(endings.CompletedAsync));
        return new ScaledRequest("`POST …/reprocess` alone, `POST …/upload` of 5 KB with many callers", runs, new Load(1, alone, spent), many);
    }

    private async Task<string> CreateRunAsync(string document)
    {
        using var answer = await app.Client.PostAsync(new Uri($"/api/documents/{document}/reprocess", UriKind.Relative), content: null);
        answer.EnsureSuccessStatusCode();
        using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
        return body.RootElement.GetProperty("run_id").GetString()!;
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
