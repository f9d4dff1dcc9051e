using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Api.Engine;
using RunFunctions.Benchmarks.Measuring;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.Benchmarks.Runs;

/// <summary>How fast runs of a small PDF go.</summary>
internal sealed class RunBenchmarks(LocalApp app, RunEndings endings)
{
    /// <summary>One run at a time: from the client having its 201 to COMPLETED being in storage.</summary>
    public async Task<Samples> AloneAsync(int warmUps, int rounds)
    {
        var samples = new Samples();
        for (var round = -warmUps; round < rounds; round++)
        {
            var (_, run) = await app.UploadAsync(SamplePdf.Small);
            var answered = Stopwatch.GetTimestamp();
            var completed = await endings.CompletedAsync(run);
            if (round >= 0)
            {
                samples.Add(Stopwatch.GetElapsedTime(answered, Math.Max(answered, completed)));
            }
        }

        return samples;
    }

    /// <summary>The very first run of a process that has been idle since its start, in milliseconds.</summary>
    public async Task<double> FirstAsync(TimeSpan idle)
    {
        await Task.Delay(idle);
        var (_, run) = await app.UploadAsync(SamplePdf.Small);
        var answered = Stopwatch.GetTimestamp();
        return Stopwatch.GetElapsedTime(answered, await endings.CompletedAsync(run)).TotalMilliseconds;
    }

    /// <summary>Runs that are QUEUED already and scheduled all at once, until the last is COMPLETED.</summary>
    public async Task<Samples> QueuedAsync(int warmUps, int rounds, int runs)
    {
        var documents = await Task.WhenAll(Enumerable.Range(0, runs).Select(_ => UploadToTheEndAsync()));
        var query = await ManagementQueryAsync(documents[0].RunId);
        var samples = new Samples();
        for (var round = -warmUps; round < rounds; round++)
        {
            var queued = await Task.WhenAll(documents.Select(document => QueueAsync(document.DocumentId)));
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(queued.Select(run => ScheduleAsync(run, query)));
            var last = (await Task.WhenAll(queued.Select(endings.CompletedAsync))).Max();
            if (round >= 0)
            {
                samples.Add(Stopwatch.GetElapsedTime(started, last));
            }
        }

        return samples;
    }

    /// <summary>Documents uploaded all at once, until the last run is COMPLETED.</summary>
    public async Task<Samples> UploadedAsync(int warmUps, int rounds, int documents)
    {
        var samples = new Samples();
        for (var round = -warmUps; round < rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var completed = await Task.WhenAll(Enumerable.Range(0, documents).Select(_ => UploadToTheEndAsync()));
            if (round >= 0)
            {
                samples.Add(Stopwatch.GetElapsedTime(started, completed.Max(run => run.CompletedAt)));
            }
        }

        return samples;
    }

    private async Task<(string DocumentId, string RunId, long CompletedAt)> UploadToTheEndAsync()
    {
        var (document, run) = await app.UploadAsync(SamplePdf.Small);
        return (document, run, await endings.CompletedAsync(run));
    }

    private async Task<string> QueueAsync(string document)
    {
        var queued = await app.Services.GetRequiredService<ReprocessDocument>().HandleAsync(
            TestCallers.Origin("benchmark"), DocumentId.Parse(document), CancellationToken.None);
        return queued.TryGet(out var run, out var refusal) ? run.Id.Value : throw new InvalidOperationException(refusal.Message);
    }

    private async Task ScheduleAsync(string run, string managementQuery)
    {
        using var input = new StringContent(JsonSerializer.Serialize(new RunInput(TestCallers.Organization.Value, run)));
        using var started = await app.Client.PostAsync(
            new Uri($"/runtime/webhooks/durabletask/orchestrators/DocumentRun/{run}{managementQuery}", UriKind.Relative), input);
        started.EnsureSuccessStatusCode();
    }

    private async Task<string> ManagementQueryAsync(string run)
    {
        using var body = JsonDocument.Parse(await app.GetAsync($"/api/runs/{run}"));
        return new Uri(body.RootElement.GetProperty("links").GetProperty("status_query_get_uri").GetString()!).Query;
    }
}
