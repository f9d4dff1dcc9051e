using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>Somebody who uploads and reprocesses over HTTP, again and again until it is acknowledged, and remembers what was.</summary>
internal sealed class Caller : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private volatile TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _acknowledgement = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _unanswered;

    /// <summary>Acknowledged runs, with the document of each, in the order of the answers.</summary>
    public ConcurrentQueue<(string Run, string Document)> Acknowledged { get; } = new();

    /// <summary>Ends with the next acknowledgement.</summary>
    public Task NextAcknowledgement => _acknowledgement.Task;

    /// <summary>Requests whose answer never came.</summary>
    public int Unanswered => _unanswered;

    /// <summary>From now on every request carries the token.</summary>
    public void SignIn(string token) => _http.With(token);

    /// <summary>The app listens here now.</summary>
    public void Find(Uri address) => _address.TrySetResult(address);

    /// <summary>The app is gone; requests wait for the next address.</summary>
    public void Lose()
    {
        // Who waits already goes on waiting for the same next address.
        if (_address.Task.IsCompleted)
        {
            _address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task<string> UploadAsync(string fixture)
    {
        var content = await File.ReadAllBytesAsync(Path.Combine(TestAzurite.RepositoryRoot, "tests", "Fixtures", "Pdf", fixture));
        return await UploadAsync(fixture, content);
    }

    public async Task<string> UploadAsync(string fileName, byte[] content)
    {
        using var answer = await AskAsync(HttpMethod.Post, "api/documents/upload", () =>
        {
            var file = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
            return new MultipartFormDataContent { { file, "file", fileName } };
        });
        var document = (await BodyAsync(answer, HttpStatusCode.Created)).GetProperty("document_id").GetString()!;
        Acknowledge(answer.Headers.GetValues("Operation-Location").Single().Split('/')[^1], document);
        return document;
    }

    public Task<string> ReprocessAsync(string document) => QueueAsync($"api/documents/{document}/reprocess", document);

    public Task<string> RerunAsync(string run, string document) => QueueAsync($"api/runs/{run}/rerun", document);

    public async Task<JsonElement> ReadAsync(string path)
    {
        using var answer = await AskAsync(HttpMethod.Get, path, () => null);
        return await BodyAsync(answer, HttpStatusCode.OK);
    }

    /// <summary>Status of every listed document, page by page.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ListAsync()
    {
        var listed = new Dictionary<string, string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await ReadAsync("api/documents?limit=200" + (cursor.Length == 0 ? "" : "&cursor=" + Uri.EscapeDataString(cursor)));
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                listed.Add(item.GetProperty("document_id").GetString()!, item.GetProperty("status").GetString()!);
            }

            cursor = page.GetProperty("next_cursor").GetString();
        }

        return listed;
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> QueueAsync(string path, string document)
    {
        using var answer = await AskAsync(HttpMethod.Post, path, () => null);
        var run = (await BodyAsync(answer, HttpStatusCode.Created)).GetProperty("run_id").GetString()!;
        Acknowledge(run, document);
        return run;
    }

    private void Acknowledge(string run, string document)
    {
        Acknowledged.Enqueue((run, document));
        Interlocked.Exchange(ref _acknowledgement, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, Func<HttpContent?> content)
    {
        while (true)
        {
            var address = await _address.Task;
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = content() };
                return await _http.SendAsync(request);
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException)
            {
                Interlocked.Increment(ref _unanswered);
                await Task.Delay(Pause);
            }
        }
    }

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} {body}");
        return JsonSerializer.Deserialize<JsonElement>(body);
    }
}
