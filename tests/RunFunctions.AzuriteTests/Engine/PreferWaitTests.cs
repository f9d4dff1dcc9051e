using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Engine.Application;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary><c>GET /api/runs/{id}</c> with <c>Prefer: wait=N</c>.</summary>
public sealed class PreferWaitTests(ScriptedAppFixture fixture) : IClassFixture<ScriptedAppFixture>
{
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    private RunWaiters Waiters => fixture.App.Services.GetRequiredService<RunWaiters>();

    [Fact]
    public async Task Answers_as_soon_as_the_run_changes()
    {
        var (run, waiting) = await WaitingAsync("wait=20");
        await CancelAsync(run);
        var written = Stopwatch.StartNew();
        using var answer = await waiting;

        // The promise is 50 ms after the write; the answer to the write itself is on its way for some of that.
        Assert.True(written.ElapsedMilliseconds < 250, $"Seen after {written.ElapsedMilliseconds} ms.");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("wait=20", answer.Header("Preference-Applied"));
        Assert.NotEqual(default, (await answer.ReadJsonAsync()).GetProperty("cancel_requested").Time("at"));
        fixture.Interpreter.Release();
    }

    [Fact]
    public async Task What_the_caller_knows_counts_not_what_was_so_when_they_asked()
    {
        var (run, waiting) = await WaitingAsync("wait=20");
        var known = await TagAsync(fixture.App.Client, run);
        await CancelAsync(run);
        using var _ = await waiting;

        using var outdated = await GetAsync(run, "wait=20", known);
        Assert.Equal(HttpStatusCode.OK, outdated.StatusCode);
        var current = outdated.Headers.ETag!.Tag;
        var asked = Stopwatch.StartNew();
        using var unchanged = await GetAsync(run, "wait=1", current);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.True(asked.Elapsed >= TimeSpan.FromSeconds(0.9));
        fixture.Interpreter.Release();
    }

    [Fact]
    public async Task Without_a_change_the_run_is_answered_as_it_is_when_the_time_is_over()
    {
        fixture.Interpreter.Hold();
        var uploaded = await HeldAsync();
        var asked = Stopwatch.StartNew();
        using var answer = await GetAsync(uploaded.RunId, "wait=1");
        Assert.Equal("RUNNING", (await answer.ReadJsonAsync()).Text("state"));
        Assert.InRange(asked.Elapsed.TotalSeconds, 0.9, 10);
        fixture.Interpreter.Release();
    }

    [Fact]
    public async Task A_terminal_run_is_answered_at_once()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var asked = Stopwatch.StartNew();
        using var answer = await GetAsync(uploaded.RunId, "wait=20");
        using var known = await GetAsync(uploaded.RunId, "wait=20", answer.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.True(asked.Elapsed < TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("wait=soon")]
    [InlineData("wait=-1")]
    [InlineData("respond-async")]
    public async Task What_cannot_be_understood_is_ignored(string prefer)
    {
        fixture.Interpreter.Hold();
        var uploaded = await HeldAsync();
        using var answer = await GetAsync(uploaded.RunId, prefer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("", answer.Header("Preference-Applied"));
        fixture.Interpreter.Release();
    }

    [Fact]
    public async Task More_than_the_longest_wait_counts_as_the_longest()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        using var answer = await GetAsync(uploaded.RunId, "wait=3600");
        Assert.Equal("wait=30", answer.Header("Preference-Applied"));
    }

    [Fact]
    public async Task A_caller_who_leaves_is_waited_for_no_longer()
    {
        fixture.Interpreter.Hold();
        var uploaded = await HeldAsync();
        using var gone = new CancellationTokenSource();
        var waiting = GetAsync(uploaded.RunId, "wait=30", cancellationToken: gone.Token);
        await Eventually.TrueAsync(() => Waiters.Count == 1, "one waits");

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Eventually.TrueAsync(() => Waiters.Count == 0, "nobody waits");
        fixture.Interpreter.Release();
    }

    [Fact]
    public async Task When_the_app_stops_everybody_is_answered()
    {
        var interpreter = new ScriptedInterpreter();
        interpreter.Hold();
        await using var app = await AppHost.StartAsync(builder => builder.Services.AddSingleton<IDocumentInterpreter>(interpreter));
        var uploaded = await app.Documents.UploadAsync(Pdfs.Record);
        await app.Documents.WaitForStateAsync(uploaded.RunId, "RUNNING");
        using var request = Request(uploaded.RunId, "wait=30", known: null);
        var known = await TagAsync(app.Client, uploaded.RunId);
        var waiters = app.Services.GetRequiredService<RunWaiters>();
        var waiting = app.Client.SendAsync(request);
        await Eventually.TrueAsync(() => waiters.Count == 1 || waiting.IsCompleted, "one waits");
        var stopped = Stopwatch.StartNew();
        interpreter.Release();

        await app.StopAsync();

        using var answer = await waiting;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(stopped.Elapsed < TimeSpan.FromSeconds(25), $"{known}: {stopped.Elapsed}");
    }

    [Fact]
    public async Task A_change_by_another_process_is_seen_too()
    {
        var prefix = TestAzurite.NewPrefix();
        var interpreter = new ScriptedInterpreter();
        interpreter.Hold();
        await using var working = await LocalApp.StartAsync(
            prefix, configure: builder => builder.Services.AddSingleton<IDocumentInterpreter>(interpreter));
        await using var other = await LocalApp.StartAsync(prefix);
        var (_, run) = await working.UploadAsync(Pdfs.Record);
        await Eventually.GetAsync(() => new DocumentsDriver(working.Client).RunAsync(run), seen => HasOpen(seen, "INTERPRETATION"), "the open step");
        using var request = Request(run, "wait=20", await TagAsync(other.Client, run));
        var waiting = other.Client.SendAsync(request);
        await Eventually.TrueAsync(() => other.Services.GetRequiredService<RunWaiters>().Count == 1, "one waits");

        using var cancelled = await working.Client.PostAsync($"/api/runs/{run}/cancel", content: null);
        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        var written = Stopwatch.StartNew();
        using var answer = await waiting;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(written.Elapsed < TimeSpan.FromSeconds(2), $"Seen after {written.Elapsed}.");
        interpreter.Release();
    }

    private async Task<(string Run, Task<HttpResponseMessage> Waiting)> WaitingAsync(string prefer)
    {
        fixture.Interpreter.Hold();
        var uploaded = await HeldAsync();
        var waiting = GetAsync(uploaded.RunId, prefer, await TagAsync(fixture.App.Client, uploaded.RunId));
        await Eventually.TrueAsync(() => Waiters.Count == 1, "one waits");
        return (uploaded.RunId, waiting);
    }

    // Nothing changes until the interpreter is released.
    private async Task<Uploaded> HeldAsync()
    {
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        await Eventually.GetAsync(() => _documents.RunAsync(uploaded.RunId), run => HasOpen(run, "INTERPRETATION"), "the open step");
        return uploaded;
    }

    // Who waits is counted before the run is read: only with a tag is it certain what would be news.
    private static async Task<string> TagAsync(HttpClient client, string run)
    {
        using var answer = await client.GetAsync($"/api/runs/{run}");
        return answer.Headers.ETag!.Tag;
    }

    private static bool HasOpen(JsonElement run, string step) =>
        run.GetProperty("open_step") is { ValueKind: JsonValueKind.Object } open && open.Text("step_name") == step;

    private async Task CancelAsync(string run)
    {
        using var answer = await fixture.App.Client.PostAsync($"/api/runs/{run}/cancel", content: null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> GetAsync(string run, string prefer, string? known = null, CancellationToken cancellationToken = default)
    {
        using var request = Request(run, prefer, known);
        return await fixture.App.Client.SendAsync(request, cancellationToken);
    }

    private static HttpRequestMessage Request(string run, string prefer, string? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{run}");
        request.Headers.TryAddWithoutValidation("Prefer", prefer);
        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        return request;
    }
}
