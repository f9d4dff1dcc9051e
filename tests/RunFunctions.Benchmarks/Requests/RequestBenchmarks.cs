using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Benchmarks.Measuring;
using RunFunctions.Benchmarks.Runs;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.Benchmarks.Requests;

/// <summary>What an HTTP request costs over the storage call at its heart.</summary>
internal sealed class RequestBenchmarks(LocalApp app, RunEndings endings)
{
    private const int UploadBytes = 1024 * 1024;

    private readonly StorageClients _storage = app.Services.GetRequiredService<StorageClients>();

    /// <summary><c>GET /api/documents/{id}</c> against a point read of the same row by the same client.</summary>
    public async Task<Comparison> GetDocumentAsync(int warmUps, int rounds)
    {
        var (document, run) = await app.UploadAsync(SamplePdf.Small);
        await endings.CompletedAsync(run);
        var table = _storage.Table(StorageNames.RunsTable);
        var row = await SubjectRowAsync(table, document);
        return await Comparison.RunAsync(
            warmUps,
            rounds,
            () => app.GetAsync($"/api/documents/{document}"),
            () => table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey));
    }

    /// <summary>Upload of 1 MiB against a put of the same bytes by the same client; the run that follows is waited for, not timed.</summary>
    public async Task<Comparison> UploadAsync(int warmUps, int rounds)
    {
        var pdf = SamplePdf.OfSize(UploadBytes);
        var run = "";
        var put = 0;
        return await Comparison.RunAsync(
            warmUps,
            rounds,
            async () => run = (await app.UploadAsync(pdf)).RunId,
            async () =>
            {
                using var content = new MemoryStream(pdf, writable: false);
                await _storage.Artifact($"benchmark/{put++}").UploadAsync(content, new Azure.Storage.Blobs.Models.BlobUploadOptions());
            },
            between: () => endings.CompletedAsync(run));
    }

    /// <summary>The first page of the list, with the given numbers of documents in it.</summary>
    public async Task<IReadOnlyList<(int Documents, Samples FirstPage, Samples LastPage)>> ListAsync(int warmUps, int rounds, params int[] sizes)
    {
        List<(int, Samples, Samples)> measured = [];
        var filled = 0;
        foreach (var size in sizes)
        {
            await FillAsync(filled, size);
            filled = size;
            var deep = await DeepCursorAsync(size);
            var pages = await Comparison.RunAsync(
                warmUps, rounds, () => app.GetAsync("/api/documents?limit=50"), () => app.GetAsync($"/api/documents?limit=50{deep}"));
            measured.Add((size, pages.Subject, pages.Reference));
        }

        return measured;
    }

    private static async Task<TableEntity> SubjectRowAsync(TableClient table, string document)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey ge {"subject|"} and SubjectId eq {document}")))
        {
            return row;
        }

        throw new InvalidOperationException("The document has no row.");
    }

    private async Task FillAsync(int from, int to)
    {
        var index = app.Services.GetRequiredService<IDocumentIndex>();
        var organization = TestCallers.Organization;
        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, cancellationToken) =>
            await index.PutAsync(organization, IndexedDocument.At(start.AddMinutes(7 * i)), cancellationToken));
    }

    // The cursor of a page that begins near the end of the list.
    private async Task<string> DeepCursorAsync(int size)
    {
        var cursor = "";
        for (var seen = 0; seen + 50 < size; seen += 50)
        {
            using var body = System.Text.Json.JsonDocument.Parse(await app.GetAsync($"/api/documents?limit=50{cursor}"));
            cursor = "&cursor=" + body.RootElement.GetProperty("next_cursor").GetString();
        }

        return cursor;
    }
}
