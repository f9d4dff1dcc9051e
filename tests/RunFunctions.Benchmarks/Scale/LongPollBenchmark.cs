using System.Diagnostics;
using RunFunctions.Benchmarks.Measuring;
using RunFunctions.Benchmarks.Runs;
using RunFunctions.TestSupport;

namespace RunFunctions.Benchmarks.Scale;

/// <summary>How long after its ending is written a caller who waits for it has the answer.</summary>
internal sealed class LongPollBenchmark(LocalApp app, RunEndings endings)
{
    public async Task<Samples> MeasureAsync(int warmUps, int rounds)
    {
        var samples = new Samples();
        for (var round = -warmUps; round < rounds; round++)
        {
            var (_, run) = await app.UploadAsync(SamplePdf.Small);
            var seen = WaitForEndAsync(run);
            var written = await endings.CompletedAsync(run);
            var answered = await seen;
            if (round >= 0)
            {
                samples.Add(Stopwatch.GetElapsedTime(written, Math.Max(written, answered)));
            }
        }

        return samples;
    }

    private async Task<long> WaitForEndAsync(string run)
    {
        string? tag = null;
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/runs/{run}", UriKind.Relative));
            request.Headers.Add("Prefer", "wait=30");
            if (tag is not null)
            {
                request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            }

            using var answer = await app.Client.SendAsync(request);
            var now = Stopwatch.GetTimestamp();
            var body = await answer.Content.ReadAsStringAsync();
            if (body.Contains("\"COMPLETED\"", StringComparison.Ordinal))
            {
                return now;
            }

            tag = answer.Headers.ETag?.ToString() ?? tag;
        }
    }
}
