using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>Header <c>Idempotency-Key</c> on every route that makes what a repeat would make again.</summary>
public sealed class IdempotencyTests(ScriptedAppFixture fixture) : IClassFixture<ScriptedAppFixture>
{
    private const string Upload = "/api/documents/upload";

    private readonly AppHost _app = fixture.App;
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task A_repeat_of_an_upload_gets_the_first_answer_to_the_byte()
    {
        var key = NewKey();
        var first = await AnswerOf(await SendAsync(Upload, key, Form(Pdfs.Record)));
        var again = await AnswerOf(await SendAsync(Upload, key, Form(Pdfs.Record)));
        Assert.Equal(("created", "replayed"), (first.KeyStatus, again.KeyStatus));
        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(first with { KeyStatus = "" }, again with { KeyStatus = "" });
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(first.Run));
        var late = await AnswerOf(await SendAsync(Upload, key, Form(Pdfs.Record)));
        Assert.Equal(again, late);
    }

    [Fact]
    public async Task Reprocess_and_rerun_are_repeated_likewise()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        foreach (var path in (string[])[$"/api/documents/{uploaded.DocumentId}/reprocess", $"/api/runs/{uploaded.RunId}/rerun"])
        {
            var key = NewKey();
            var first = await AnswerOf(await SendAsync(path, key));
            Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(first.Run));
            var again = await AnswerOf(await SendAsync(path, key));
            Assert.Equal(first with { KeyStatus = "replayed" }, again);
        }

        Assert.Equal(3, (await _documents.HistoryAsync(uploaded.DocumentId)).Count);
    }

    [Fact]
    public async Task Two_hundred_equal_requests_at_once_make_one_run()
    {
        var key = NewKey();
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ => await AnswerOf(await SendAsync(Upload, key, Form(Pdfs.Record)))));
        Assert.Equal([("created", 1), ("replayed", 199)], answers.CountBy(answer => answer.KeyStatus).OrderBy(count => count.Key).Select(count => (count.Key, count.Value)));
        var answer = Assert.Single(answers.Select(answer => answer with { KeyStatus = "" }).Distinct());
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(answer.Run));
        Assert.Single(await _documents.HistoryAsync(answer.Location.Split('/')[^1]));
    }

    [Fact]
    public async Task Another_payload_is_refused_whether_or_not_the_first_request_is_in_flight()
    {
        var key = NewKey();
        var first = await AnswerOf(await SendAsync(Upload, key, Form(Pdfs.Record)));
        foreach (var other in (MultipartFormDataContent[])[Form(Pdfs.Fixture("ghostscript-ascii-en")), Form(Pdfs.Record, "other.pdf")])
        {
            using var refused = await SendAsync(Upload, key, other);
            await KeyReusedAsync(refused);
        }

        using var replayed = await SendAsync(Upload, key, Form(Pdfs.Record));
        Assert.Equal(HttpStatusCode.Created, replayed.StatusCode);

        var held = NewKey();
        await ReserveAsync(held, "UploadDocument", alive: true);
        using var inFlight = await SendAsync(Upload, held, Form(Pdfs.Record));
        await KeyReusedAsync(inFlight);
        await _documents.WaitForEndAsync(first.Run);
    }

    [Fact]
    public async Task The_same_json_written_otherwise_is_the_same_payload()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var (key, path) = (NewKey(), $"/api/runs/{uploaded.RunId}/rerun");
        using var first = await SendAsync(path, key, Json("""{"from_step":"INTERPRETATION","config_patch":{"step_attempts":2,"timeout_seconds":60}}"""));
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        using var again = await SendAsync(path, key, Json("""{ "config_patch": {"timeout_seconds": 60, "step_attempts": 2}, "from_step": "INTER\u0050RETATION" }"""));
        Assert.Equal("replayed", again.Header("Idempotency-Status"));
        using var other = await SendAsync(path, key, Json("""{"from_step":"EXTRACTION"}"""));
        await KeyReusedAsync(other);
        using var otherPath = await SendAsync($"/api/runs/{(await first.ReadJsonAsync()).Text("run_id")}/rerun", key, Json("""{"from_step":"INTERPRETATION","config_patch":{"step_attempts":2,"timeout_seconds":60}}"""));
        await KeyReusedAsync(otherPath);
    }

    [Theory]
    [InlineData("replay", "replayed")]
    [InlineData(null, "replayed")]
    [InlineData("new-run", "key-reused-after-failure")]
    public async Task A_key_whose_run_failed_is_used_as_the_request_says(string? policy, string status)
    {
        var (document, run, key) = await FailAsync();
        var again = await AnswerOf(await SendAsync($"/api/documents/{document}/reprocess", key, policy: policy));
        Assert.Equal(status, again.KeyStatus);
        Assert.Equal(policy == "new-run", again.Run != run);
        await _documents.WaitForEndAsync(again.Run);

        // The key is now the new run's.
        var third = await AnswerOf(await SendAsync($"/api/documents/{document}/reprocess", key));
        Assert.Equal((again.Run, "replayed"), (third.Run, third.KeyStatus));
    }

    [Fact]
    public async Task A_rerun_that_failed_is_repeated_for_its_key_where_it_failed()
    {
        var (_, failed, _) = await FailAsync();
        var (key, path) = (NewKey(), $"/api/runs/{failed}/rerun");
        var first = await FailingAsync(() => SendAsync(path, key));
        var again = await AnswerOf(await SendAsync(path, key, policy: "new-run"));
        Assert.Equal("key-reused-after-failure", again.KeyStatus);
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(again.Run));
        Assert.Equal(first.Run, (await _documents.RunAsync(again.Run)).Text("parent_run_id"));
        Assert.Equal((again.Run, "replayed"), (await AnswerOf(await SendAsync(path, key, policy: "new-run")) is var third ? third.Run : "", third.KeyStatus));
    }

    [Fact]
    public async Task A_new_run_that_is_refused_leaves_the_key_its_answer()
    {
        var (_, failed, _) = await FailAsync();
        var (key, path) = (NewKey(), $"/api/runs/{failed}/rerun");
        var first = await FailingAsync(() => SendAsync(path, key));
        using var repeated = await _app.Client.PostAsync($"/api/runs/{first.Run}/rerun", content: null);
        Assert.Equal(HttpStatusCode.Created, repeated.StatusCode);
        using var refused = await SendAsync(path, key, policy: "new-run");
        await refused.ConflictAsync("RUN_SUPERSEDED");
        Assert.Equal(first with { KeyStatus = "replayed" }, await AnswerOf(await SendAsync(path, key)));
        using var other = await SendAsync(path, key, Json("""{"from_step":"EXTRACTION"}"""));
        await KeyReusedAsync(other);
        using var failure = await SendAsync(path, key, policy: "refuse");
        await failure.ConflictAsync("IDEMPOTENCY_RUN_FAILED");
    }

    [Fact]
    public async Task A_key_whose_run_failed_is_refused_if_the_request_says_so()
    {
        var (document, run, key) = await FailAsync();
        using var refused = await SendAsync($"/api/documents/{document}/reprocess", key, policy: "refuse");
        Assert.Contains(run, (await refused.ReadJsonAsync()).Text("message")!, StringComparison.Ordinal);
        await refused.ConflictAsync("IDEMPOTENCY_RUN_FAILED");
    }

    [Theory]
    [InlineData("new-run")]
    [InlineData("refuse")]
    public async Task A_key_whose_run_completed_is_replayed_under_every_policy(string policy)
    {
        var key = NewKey();
        var first = await AnswerOf(await SendAsync(Upload, key, Form(Pdfs.Record)));
        await _documents.WaitForEndAsync(first.Run);
        Assert.Equal(first with { KeyStatus = "replayed" }, await AnswerOf(await SendAsync(Upload, key, Form(Pdfs.Record), policy)));
    }

    [Fact]
    public async Task A_repeat_waits_for_the_first_request_and_is_told_to_come_again_when_that_takes_too_long()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var (key, path) = (NewKey(), $"/api/documents/{uploaded.DocumentId}/reprocess");
        await ReserveAsync(key, "ReprocessDocument", alive: true, await PayloadOfAsync(path));
        using var refused = await SendAsync(path, key);
        await refused.ConflictAsync("IDEMPOTENCY_IN_FLIGHT");
        Assert.Equal("1", refused.Header("Retry-After"));
    }

    [Fact]
    public async Task A_repeat_of_a_request_that_died_makes_what_it_would_have_made()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var (key, path) = (NewKey(), $"/api/documents/{uploaded.DocumentId}/reprocess");
        var id = await ReserveAsync(key, "ReprocessDocument", alive: false, await PayloadOfAsync(path));
        var answer = await AnswerOf(await SendAsync(path, key));
        Assert.Equal(("created", RunId.New(new SubjectKey(RunKind.Parse("document"), uploaded.DocumentId), id).Value), (answer.KeyStatus, answer.Run));
    }

    [Fact]
    public async Task A_repeat_of_a_request_that_died_before_its_answer_was_kept_finds_what_it_made()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        foreach (var (function, path, content) in new (string, string, Func<HttpContent?>)[]
        {
            ("ReprocessDocument", $"/api/documents/{uploaded.DocumentId}/reprocess", () => null),
            ("RerunRun", $"/api/runs/{uploaded.RunId}/rerun", () => null),
            ("UploadDocument", Upload, () => Form(Pdfs.Record)),
        })
        {
            var key = NewKey();
            var first = await AnswerOf(await SendAsync(path, key, content()));
            await _documents.WaitForEndAsync(first.Run);
            await ForgetAnswerAsync(key, function);
            var again = await AnswerOf(await SendAsync(path, key, content()));
            Assert.Equal((first.Run, first.Location, "deduplicated"), (again.Run, again.Location, again.KeyStatus));
            Assert.Equal(again with { KeyStatus = "replayed" }, await AnswerOf(await SendAsync(path, key, content())));
        }

        Assert.Equal(3, (await _documents.HistoryAsync(uploaded.DocumentId)).Count);
    }

    [Theory]
    [InlineData("/api/webhooks", """{"url":"https://receiver.example/runs"}""", "webhook_id")]
    [InlineData("/api/access/patients", """{"full_name":"Ana Prueba"}""", "patient_id")]
    public async Task Where_an_answer_is_not_kept_a_repeat_gets_what_was_made(string path, string body, string id)
    {
        var key = NewKey();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => await AnswerOf(await SendAsync(path, key, Json(body)))));
        Assert.Equal(["created", "deduplicated", "deduplicated", "deduplicated", "deduplicated"], answers.Select(answer => answer.KeyStatus).Order(StringComparer.Ordinal));
        var made = Assert.Single(answers.Select(answer => answer with { KeyStatus = "" }).Distinct());
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Contains(id, made.Body, StringComparison.Ordinal);

        using var other = await SendAsync(path, key, Json(body.Replace("r", "R", StringComparison.Ordinal)));
        await KeyReusedAsync(other);

        using var removed = await _app.Client.DeleteAsync(new Uri(made.Location, UriKind.RelativeOrAbsolute));
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    public async Task A_key_does_not_bring_back_a_webhook_that_was_removed()
    {
        var (key, body) = (NewKey(), """{"url":"https://receiver.example/removed"}""");
        var made = await AnswerOf(await SendAsync("/api/webhooks", key, Json(body)));
        using var removed = await _app.Client.DeleteAsync(new Uri(made.Location, UriKind.RelativeOrAbsolute));
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var again = await SendAsync("/api/webhooks", key, Json(body));
        await again.ConflictAsync("WEBHOOK_REMOVED");
    }

    [Fact]
    public async Task A_refusal_releases_the_key()
    {
        var key = NewKey();
        using var refused = await SendAsync(Upload, key, Form(Encoding.UTF8.GetBytes("no pdf")));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        Assert.Equal("", refused.Header("Idempotency-Status"));
        var made = await AnswerOf(await SendAsync(Upload, key, Form(Pdfs.Record)));
        Assert.Equal("created", made.KeyStatus);
    }

    [Fact]
    public async Task A_key_of_somebody_else_or_of_another_route_is_another_key()
    {
        var key = NewKey();
        var first = await AnswerOf(await SendAsync(Upload, key, Form(Pdfs.Record)));
        using var other = await _app.NewClientAsync(TestCallers.Organization, UserId.Parse("somebody-else"), Role.Submitter);
        var others = await AnswerOf(await SendAsync(Upload, key, Form(Pdfs.Record), client: other));
        Assert.Equal("created", others.KeyStatus);
        var reprocessed = await AnswerOf(await SendAsync($"/api/documents/{first.Location.Split('/')[^1]}/reprocess", key));
        Assert.Equal("created", reprocessed.KeyStatus);
        Assert.Equal(3, new[] { first.Run, others.Run, reprocessed.Run }.Distinct().Count());
    }

    [Theory]
    [InlineData("", "replay", "Idempotency-Key idempotency_key")]
    [InlineData("a b", "replay", "Idempotency-Key idempotency_key")]
    [InlineData("a", "retry", "Idempotency-On-Failure enum")]
    public async Task A_header_that_is_wrong_is_named(string key, string policy, string error)
    {
        using var answer = await SendAsync(Upload, key, Form(Pdfs.Record), policy);
        Assert.Equal([error], (await answer.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
    }

    [Fact]
    public async Task Keys_that_are_older_than_they_are_kept_are_purged_by_their_hour()
    {
        var keys = _app.Services.GetRequiredService<IIdempotencyKeys>();
        var now = TimeProvider.System.GetUtcNow();
        var user = UserId.Parse("purged");
        for (var i = 0; i < 60; i++)
        {
            await keys.TryReserveAsync(KeyOf($"old-{i}", "UploadDocument", user), new KeyUse("00", Guid.NewGuid(), now.AddHours(-30), now), CancellationToken.None);
        }

        var young = KeyOf("young", "UploadDocument", user);
        await keys.TryReserveAsync(young, new KeyUse("00", Guid.NewGuid(), now, now), CancellationToken.None);
        Assert.Equal(60, await keys.PurgeAsync(now.AddHours(-24), CancellationToken.None));
        Assert.Equal(0, await keys.PurgeAsync(now.AddHours(-24), CancellationToken.None));
        Assert.Null(await keys.FindAsync(KeyOf("old-7", "UploadDocument", user), CancellationToken.None));
        Assert.NotNull(await keys.FindAsync(young, CancellationToken.None));
    }

    private static string NewKey() => $"key-{Guid.NewGuid():N}";

    private static MultipartFormDataContent Form(byte[] content, string fileName = "record.pdf") => DocumentsDriver.Form(content, fileName);

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static IdempotencyKey KeyOf(string text, string function, UserId? user = null) => new(TestCallers.Organization, user ?? TestCallers.User, function, text);

    private static async Task KeyReusedAsync(HttpResponseMessage answer)
    {
        var problem = await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("UNPROCESSABLE_CONTENT", "IDEMPOTENCY_KEY_REUSED"), (problem.ErrorCode, problem.Reason));
    }

    private static async Task<Answer> AnswerOf(HttpResponseMessage answer)
    {
        using (answer)
        {
            var run = answer.Header("Operation-Location");
            return new Answer(
                answer.StatusCode,
                answer.Header("Idempotency-Status"),
                run.Split('/')[^1],
                answer.Header("Location"),
                $"{answer.Content.Headers.ContentType} {answer.Header("Retry-After")} {answer.Header("Cache-Control")} {answer.Content.Headers.ContentLength}",
                await answer.Content.ReadAsStringAsync());
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string key, HttpContent? content = null, string? policy = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (policy is not null)
        {
            request.Headers.Add("Idempotency-On-Failure", policy);
        }

        return await (client ?? _app.Client).SendAsync(request);
    }

    // A run of a key that ended as FAILED.
    private async Task<(string Document, string Run, string Key)> FailAsync()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var key = NewKey();
        var first = await FailingAsync(() => SendAsync($"/api/documents/{uploaded.DocumentId}/reprocess", key));
        return (uploaded.DocumentId, first.Run, key);
    }

    private async Task<Answer> FailingAsync(Func<Task<HttpResponseMessage>> send)
    {
        fixture.Interpreter.Script = _ => InterpretationResult.Invalid([new InterpretationError(InterpretationErrorCode.MissingKey, "pet_name")]);
        try
        {
            var answer = await AnswerOf(await send());
            Assert.Equal("FAILED", await _documents.WaitForEndAsync(answer.Run));
            return answer;
        }
        finally
        {
            fixture.Interpreter.Script = _ => null;
        }
    }

    // As a request leaves its key that died, or still works.
    private async Task<Guid> ReserveAsync(string key, string function, bool alive, string payloadHash = "00")
    {
        var (now, id) = (TimeProvider.System.GetUtcNow(), Guid.NewGuid());
        var reserved = await _app.Services.GetRequiredService<IIdempotencyKeys>().TryReserveAsync(
            KeyOf(key, function), new KeyUse(payloadHash, id, now, alive ? now.AddMinutes(1) : now), CancellationToken.None);
        Assert.NotNull(reserved);
        return id;
    }

    private async Task ForgetAnswerAsync(string key, string function)
    {
        var keys = _app.Services.GetRequiredService<IIdempotencyKeys>();
        var stored = await keys.FindAsync(KeyOf(key, function), CancellationToken.None);
        await keys.TryChangeAsync(
            KeyOf(key, function), stored!.Value with { Answer = null, InFlightUntil = TimeProvider.System.GetUtcNow() }, stored.Version, CancellationToken.None);
    }

    // The hash that a request without a body gets.
    private async Task<string> PayloadOfAsync(string path)
    {
        var key = NewKey();
        using var answer = await SendAsync(path, key);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await _app.Services.GetRequiredService<IIdempotencyKeys>().FindAsync(KeyOf(key, "ReprocessDocument"), CancellationToken.None))!.Value.PayloadHash;
    }

    private sealed record Answer(HttpStatusCode Status, string KeyStatus, string Run, string Location, string Headers, string Body);
}
