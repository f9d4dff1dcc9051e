using System.Net;
using System.Net.Http.Headers;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>Measures the memory of the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}

[Collection(AloneInTheProcess.Name)]
public sealed class UploadMemoryTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task Eight_uploads_of_20_MiB_at_a_time_need_a_fraction_of_their_size()
    {
        await using var app = await AppHost.StartAsync();
        await app.Documents.UploadAndCompleteAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        // Not PDFs: they are received whole and then refused, so that no run adds its own memory.
        var uploads = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(app, 20 * Megabyte)));
        var peak = 0L;
        while (!uploads.IsCompleted)
        {
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            await Task.Delay(50);
        }

        Assert.All(await uploads, status => Assert.Equal(HttpStatusCode.UnsupportedMediaType, status));
        Assert.InRange(peak, 0, 100 * Megabyte);
    }

    [Fact]
    public async Task Many_small_uploads_at_a_time_need_what_they_bring_and_not_a_block_each()
    {
        await using var app = await AppHost.StartAsync();
        await app.Documents.UploadAndCompleteAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => PostAsync(app, 64 * 1024)));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.UnsupportedMediaType, status));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 * Megabyte);
    }

    private static async Task<HttpStatusCode> PostAsync(AppHost app, int bytes)
    {
        using var part = new Spaces(bytes);
        part.Headers.ContentType = MediaTypeHeaderValue.Parse("application/pdf");
        using var form = new MultipartFormDataContent { { part, "file", "record.pdf" } };
        using var answer = await app.Client.PostAsync("/api/documents/upload", form);
        return answer.StatusCode;
    }

    /// <summary>Content that takes no memory itself.</summary>
    private sealed class Spaces(int bytes) : HttpContent
    {
        private static readonly byte[] Chunk = [.. Enumerable.Repeat((byte)' ', 64 * 1024)];

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var sent = 0; sent < bytes; sent += Chunk.Length)
            {
                await stream.WriteAsync(Chunk);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes;
            return true;
        }
    }
}
