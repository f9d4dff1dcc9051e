using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace RunFunctions.AzuriteTests.Support;

/// <param name="DocumentId">The new document.</param>
/// <param name="RunId">Its first run.</param>
internal sealed record Uploaded(string DocumentId, string RunId);

/// <summary>What callers do with documents, in their words, over HTTP.</summary>
internal sealed class DocumentsDriver(HttpClient client)
{
    /// <summary>Uploads a file and expects it to be accepted.</summary>
    public async Task<Uploaded> UploadAsync(byte[] pdf, string fileName = "record.pdf")
    {
        using var answer = await PostFileAsync(pdf, fileName);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return new Uploaded((await answer.ReadJsonAsync()).GetProperty("document_id").GetString()!, RunIdOf(answer));
    }

    /// <summary>Uploads a readable record and waits for its run.</summary>
    public async Task<Uploaded> UploadAndCompleteAsync(string fileName = "record.pdf")
    {
        var uploaded = await UploadAsync(Pdfs.Record, fileName);
        Assert.Equal("COMPLETED", await WaitForEndAsync(uploaded.RunId));
        return uploaded;
    }

    /// <summary>Posts a form with one file part, whatever the answer.</summary>
    public async Task<HttpResponseMessage> PostFileAsync(byte[] content, string fileName = "record.pdf", string contentType = "application/pdf")
    {
        using var form = Form(content, fileName, contentType);
        return await client.PostAsync("/api/documents/upload", form);
    }

    public static MultipartFormDataContent Form(byte[] content, string fileName = "record.pdf", string contentType = "application/pdf") =>
        new() { { Part(content, contentType), "file", fileName } };

    public static ByteArrayContent Part(byte[] content, string contentType = "application/pdf") =>
        new(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };

    /// <summary>Queues another run and expects it to be accepted.</summary>
    public async Task<string> ReprocessAsync(string documentId)
    {
        using var answer = await client.PostAsync($"/api/documents/{documentId}/reprocess", content: null);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return RunIdOf(answer);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(path);

    /// <summary>A JSON read that must succeed.</summary>
    public async Task<JsonElement> ReadAsync(string path)
    {
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadJsonAsync();
    }

    public Task<JsonElement> DocumentAsync(string documentId) => ReadAsync($"/api/documents/{documentId}");

    public Task<JsonElement> RunAsync(string runId) => ReadAsync($"/api/runs/{runId}");

    /// <summary>The runs of a document, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> HistoryAsync(string documentId) =>
        [.. (await ReadAsync($"/api/documents/{documentId}/processing-history")).GetProperty("runs").EnumerateArray()];

    /// <summary>Waits until a run is in a terminal state, and tells which.</summary>
    public Task<string> WaitForEndAsync(string runId) => WaitForStateAsync(runId, state => state is not ("QUEUED" or "RUNNING"));

    public Task<string> WaitForStateAsync(string runId, string state) => WaitForStateAsync(runId, seen => seen == state);

    private Task<string> WaitForStateAsync(string runId, Func<string, bool> isGood) => Eventually.GetAsync(
        async () => (await RunAsync(runId)).GetProperty("state").GetString()!, isGood, $"the state of run {runId}");

    private static string RunIdOf(HttpResponseMessage answer) => answer.Headers.GetValues("Operation-Location").Single().Split('/')[^1];
}
