using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>The successful answers about a document, member by member.</summary>
public sealed class DocumentAnswerTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task An_upload_is_answered_201_with_where_to_look_for_the_document_and_its_run()
    {
        using var answer = await _documents.PostFileAsync(Pdfs.Record);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("application/json; charset=utf-8", answer.Header("Content-Type"));
        var body = await answer.ReadJsonAsync();
        Assert.Equal(["document_id", "status", "created_at"], body.Members());
        Assert.Equal("PROCESSING", body.Text("status"));
        Assert.Equal(TimeSpan.Zero, body.Time("created_at").Offset);
        Assert.Equal("/api/documents/" + body.Text("document_id"), answer.Header("Location"));
        Assert.Equal("1", answer.Header("Retry-After"));

        var run = await _documents.ReadAsync(answer.Header("Operation-Location"));
        Assert.Equal(body.Text("document_id"), run.Text("subject_id"));
        await _documents.WaitForEndAsync(run.Text("run_id")!);
    }

    [Fact]
    public async Task A_run_says_its_state_its_outputs_and_its_links()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var run = await _documents.RunAsync(uploaded.RunId);
        Assert.Equal(
            [
                "run_id", "kind", "subject_id", "state", "failure_type", "failure", "created_at", "created_by", "started_at", "completed_at", "cancel_requested",
                "open_step", "succeeded_steps", "reused_steps", "outputs", "config", "language_used", "schema_contract_used",
                "parent_run_id", "superseded_by", "tags", "note", "legal_hold", "links",
            ],
            run.Members());
        Assert.Equal(uploaded.RunId, run.Text("run_id"));
        Assert.Equal("document", run.Text("kind"));
        Assert.Equal(uploaded.DocumentId, run.Text("subject_id"));
        Assert.Equal("COMPLETED", run.Text("state"));
        Assert.Equal(TestCallers.User.Value, run.Text("created_by"));
        Assert.Null(run.Text("failure_type"));
        Assert.Equal(JsonValueKind.Null, run.GetProperty("open_step").ValueKind);
        Assert.True(run.Time("created_at") <= run.Time("started_at") && run.Time("started_at") <= run.Time("completed_at"));

        var outputs = run.GetProperty("outputs").EnumerateArray().ToList();
        Assert.Equal(["RAW_TEXT", "STRUCTURED_INTERPRETATION", "TEXT_PAGES"], outputs.Select(output => output.Text("artifact_type")));
        Assert.All(outputs, output => Assert.Equal(["artifact_type", "content_type", "size", "sha256"], output.Members()));
        Assert.All(outputs, output => Assert.Matches("^[0-9a-f]{64}$", output.Text("sha256")));

        var links = run.GetProperty("links");
        Assert.Equal(["self", "status_query_get_uri", "terminate_post_uri", "suspend_post_uri", "resume_post_uri"], links.Members());
        Assert.Equal("/api/runs/" + uploaded.RunId, links.Text("self"));

        // The run ends with a write of its orchestration, which itself ends a moment later.
        await Eventually.GetAsync(
            async () => (await (await _documents.GetAsync(links.Text("status_query_get_uri")!)).ReadJsonAsync()).Text("runtimeStatus")!,
            status => status == "Completed",
            "the state of the orchestration");
    }

    [Fact]
    public async Task The_artifacts_of_a_run_are_every_record_and_content_in_order()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var body = await _documents.ReadAsync($"/api/runs/{uploaded.RunId}/artifacts");
        Assert.Equal(["run_id", "artifacts"], body.Members());
        var artifacts = body.GetProperty("artifacts").EnumerateArray().ToList();
        Assert.All(artifacts, artifact => Assert.Equal(["sequence", "artifact_type", "created_at", "step", "content"], artifact.Members()));
        Assert.Equal(Enumerable.Range(0, artifacts.Count), artifacts.Select(artifact => artifact.GetProperty("sequence").GetInt32()));
        Assert.Equal(
            [
                "STEP_STATUS RUNNING", "RAW_TEXT", "TEXT_PAGES", "STEP_STATUS SUCCEEDED",
                "STEP_STATUS RUNNING", "STRUCTURED_INTERPRETATION", "STEP_STATUS SUCCEEDED",
            ],
            artifacts.Select(artifact => artifact.GetProperty("step") is { ValueKind: JsonValueKind.Object } step
                ? $"{artifact.Text("artifact_type")} {step.Text("step_status")}"
                : artifact.Text("artifact_type")));
        Assert.All(
            artifacts.Where(artifact => artifact.Text("artifact_type") != "STEP_STATUS"),
            artifact => Assert.Matches("^[0-9a-f]{64}$", artifact.GetProperty("content").Text("sha256")));
    }

    [Fact]
    public async Task A_document_says_what_was_received_and_how_its_latest_run_went()
    {
        var uploaded = await _documents.UploadAndCompleteAsync("ficha clínica.PDF");
        var document = await _documents.DocumentAsync(uploaded.DocumentId);
        Assert.Equal(
            [
                "document_id", "original_filename", "content_type", "file_size", "sha256", "created_at", "updated_at", "status", "status_message",
                "failure_type", "review_status", "reviewed_at", "reviewed_by", "reviewed_run_id",
                "language_override", "latest_run_language_used", "latest_run_schema_contract_used", "latest_run",
            ],
            document.Members());
        Assert.Equal(uploaded.DocumentId, document.Text("document_id"));
        Assert.Equal("ficha clínica.PDF", document.Text("original_filename"));
        Assert.Equal("application/pdf", document.Text("content_type"));
        Assert.Equal(Pdfs.Record.Length, document.GetProperty("file_size").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Pdfs.Record)), document.Text("sha256"));
        Assert.Equal(document.Time("created_at"), document.Time("updated_at"));
        Assert.Equal("COMPLETED", document.Text("status"));
        Assert.EndsWith(".", document.Text("status_message"), StringComparison.Ordinal);
        Assert.Null(document.Text("failure_type"));
        Assert.Equal("IN_REVIEW", document.Text("review_status"));
        Assert.Null(document.Text("reviewed_at"));
        Assert.Null(document.Text("reviewed_by"));
        var latest = document.GetProperty("latest_run");
        Assert.Equal(["run_id", "state", "failure_type"], latest.Members());
        Assert.Equal((uploaded.RunId, "COMPLETED", null), (latest.Text("run_id"), latest.Text("state"), latest.Text("failure_type")));
    }

    [Fact]
    public async Task The_list_repeats_what_the_document_says()
    {
        var uploaded = await _documents.UploadAndCompleteAsync("list.pdf");
        var page = await Eventually.GetAsync(
            () => _documents.ReadAsync("/api/documents?limit=200"), list => Find(list, uploaded).Text("status") == "COMPLETED", "the list shows the ending");
        Assert.Equal(["items", "limit", "next_cursor"], page.Members());
        Assert.Equal(200, page.GetProperty("limit").GetInt32());
        var item = Find(page, uploaded);
        Assert.Equal(
            [
                "document_id", "original_filename", "created_at", "status", "status_label", "failure_type", "review_status", "reviewed_at", "reviewed_by",
                "language_override", "latest_run_language_used", "latest_run_schema_contract_used",
            ],
            item.Members());
        var document = await _documents.DocumentAsync(uploaded.DocumentId);
        foreach (var member in item.Members().Except(["status_label"]))
        {
            Assert.Equal(document.GetProperty(member).GetRawText(), item.GetProperty(member).GetRawText());
        }

        Assert.Equal("Ready for review", item.Text("status_label"));
    }

    [Fact]
    public async Task The_history_has_every_attempt_of_every_step()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var history = await _documents.ReadAsync($"/api/documents/{uploaded.DocumentId}/processing-history");
        Assert.Equal(["document_id", "runs"], history.Members());
        var run = history.GetProperty("runs").EnumerateArray().Single();
        Assert.Equal(["run_id", "state", "failure_type", "started_at", "completed_at", "steps"], run.Members());
        var steps = run.GetProperty("steps").EnumerateArray().ToList();
        Assert.All(steps, step => Assert.Equal(["step_name", "step_status", "attempt", "started_at", "ended_at", "error_code", "details"], step.Members()));
        Assert.Equal(
            ["EXTRACTION RUNNING 1", "EXTRACTION SUCCEEDED 1", "INTERPRETATION RUNNING 1", "INTERPRETATION SUCCEEDED 1"],
            steps.Select(step => $"{step.Text("step_name")} {step.Text("step_status")} {step.GetProperty("attempt").GetInt32()}"));
        Assert.Equal(steps[0].Time("started_at"), steps[1].Time("started_at"));
        Assert.True(steps[1].Time("ended_at") <= steps[2].Time("started_at"));
    }

    [Fact]
    public async Task The_raw_text_is_the_text_of_the_document()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var raw = await _documents.ReadAsync($"/api/runs/{uploaded.RunId}/artifacts/raw-text");
        Assert.Equal(["run_id", "artifact_type", "content_type", "text"], raw.Members());
        Assert.Equal((uploaded.RunId, "RAW_TEXT", "text/plain"), (raw.Text("run_id"), raw.Text("artifact_type"), raw.Text("content_type")));
        Assert.Contains("Waffles", raw.Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_review_shows_the_interpretation_of_the_latest_completed_run()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var review = await _documents.ReadAsync($"/api/documents/{uploaded.DocumentId}/review");
        Assert.Equal(
            [
                "document_id", "latest_completed_run", "active_interpretation", "raw_text_artifact", "review_status", "reviewed_at", "reviewed_by",
                "reviewed_run_id",
            ],
            review.Members());
        var run = review.GetProperty("latest_completed_run");
        Assert.Equal(["run_id", "state", "completed_at", "failure_type"], run.Members());
        Assert.Equal((uploaded.RunId, "COMPLETED"), (run.Text("run_id"), run.Text("state")));
        var interpretation = review.GetProperty("active_interpretation");
        Assert.Equal(["interpretation_id", "version_number", "data"], interpretation.Members());
        Assert.Equal(1, interpretation.GetProperty("version_number").GetInt32());
        var data = interpretation.GetProperty("data");
        Assert.Equal(uploaded.DocumentId, data.Text("document_id"));
        Assert.Contains(
            data.GetProperty("fields").EnumerateArray(), field => field.Text("key") == "pet_name" && field.GetProperty("value").GetString() == "Waffles");
        var text = review.GetProperty("raw_text_artifact");
        Assert.Equal(["run_id", "available"], text.Members());
        Assert.True(text.GetProperty("available").GetBoolean());
        Assert.Equal("IN_REVIEW", review.Text("review_status"));
    }

    [Fact]
    public async Task Every_read_has_an_ETag_and_answers_304_to_who_has_it_already()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        string[] reads =
        [
            $"/api/documents/{uploaded.DocumentId}", $"/api/documents/{uploaded.DocumentId}/processing-history", $"/api/documents/{uploaded.DocumentId}/review",
            $"/api/runs/{uploaded.RunId}", $"/api/runs/{uploaded.RunId}/artifacts/raw-text", "/api/documents?limit=1",
        ];
        foreach (var path in reads)
        {
            using var first = await GetAsync(path, ifNoneMatch: null);
            var tag = first.Header("ETag");

            // A review's has a second part, of what others' reviews have taught (docs/calibration.md).
            Assert.Matches(path.EndsWith("/review", StringComparison.Ordinal) ? "^\"[0-9a-f]{32}-[0-9a-f]{32}\"$" : "^\"[0-9a-f]{32}\"$", tag);
            foreach (var known in (string[])[tag, $"W/{tag}", $"\"other\", {tag}", "*"])
            {
                using var again = await GetAsync(path, known);
                Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
                Assert.Equal(tag, again.Header("ETag"));
                Assert.Empty(await again.Content.ReadAsByteArrayAsync());
            }

            using var other = await GetAsync(path, "\"other\"");
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        }
    }

    private static JsonElement Find(JsonElement list, Uploaded uploaded) =>
        list.GetProperty("items").EnumerateArray().Single(item => item.Text("document_id") == uploaded.DocumentId);

    private Task<HttpResponseMessage> GetAsync(string path, string? ifNoneMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        return fixture.App.Client.SendAsync(request);
    }
}
