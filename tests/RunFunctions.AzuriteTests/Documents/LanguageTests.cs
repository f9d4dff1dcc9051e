using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary><c>PATCH /api/documents/{id}/language</c>, and which language runs use (specs/documents.md §0 rows 8 and 9).</summary>
public sealed class LanguageTests(ScriptedAppFixture fixture) : IClassFixture<ScriptedAppFixture>
{
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task A_run_remembers_the_language_and_the_contract_it_used_and_document_and_list_show_those_of_the_latest()
    {
        fixture.Interpreter.Hold();
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        try
        {
            await _documents.WaitForStateAsync(uploaded.RunId, "RUNNING");
            var before = await _documents.DocumentAsync(uploaded.DocumentId);
            Assert.Equal((null, null), (before.Text("latest_run_language_used"), before.Text("latest_run_schema_contract_used")));
        }
        finally
        {
            fixture.Interpreter.Release();
        }

        await _documents.WaitForEndAsync(uploaded.RunId);
        var run = await _documents.RunAsync(uploaded.RunId);
        Assert.Equal(("en", "visit-grouped-canonical"), (run.Text("language_used"), run.Text("schema_contract_used")));
        foreach (var seen in (JsonElement[])[await _documents.DocumentAsync(uploaded.DocumentId), await LineAsync(uploaded, "status", "COMPLETED")])
        {
            Assert.Equal(
                ("en", "visit-grouped-canonical", null),
                (seen.Text("latest_run_language_used"), seen.Text("latest_run_schema_contract_used"), seen.Text("language_override")));
        }
    }

    [Fact]
    public async Task Later_runs_use_what_people_said_and_nothing_is_processed_because_of_it()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        using (var answer = await SayAsync(uploaded, "es"))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var body = await answer.ReadJsonAsync();
            Assert.Equal(["document_id", "language_override"], body.Members());
            Assert.Equal((uploaded.DocumentId, "es"), (body.Text("document_id"), body.Text("language_override")));
        }

        Assert.Single(await _documents.HistoryAsync(uploaded.DocumentId));
        var document = await _documents.DocumentAsync(uploaded.DocumentId);
        Assert.Equal(("es", "en"), (document.Text("language_override"), document.Text("latest_run_language_used")));
        Assert.Equal("es", (await LineAsync(uploaded, "language_override", "es")).Text("language_override"));

        var second = await _documents.ReprocessAsync(uploaded.DocumentId);
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(second));
        var run = await _documents.RunAsync(second);
        Assert.Equal(("es", "es"), (run.Text("language_used"), run.GetProperty("config").Text("language")));
        await LineAsync(uploaded, "latest_run_language_used", "es");
        Assert.Equal("en", (await _documents.RunAsync(uploaded.RunId)).Text("language_used"));

        // Taken back: the text is to tell again. The run that was told is rerun as it was.
        using (var answer = await SayAsync(uploaded, null))
        {
            Assert.Null((await answer.ReadJsonAsync()).Text("language_override"));
        }

        Assert.Null((await _documents.DocumentAsync(uploaded.DocumentId)).Text("language_override"));
        Assert.Equal("es", (await _documents.RunAsync(await RerunAndCompleteAsync(second))).Text("language_used"));
        var last = await _documents.ReprocessAsync(uploaded.DocumentId);
        await _documents.WaitForEndAsync(last);
        Assert.Equal("en", (await _documents.RunAsync(last)).Text("language_used"));
        Assert.Equal(2, fixture.App.Log.EventsOf(uploaded.DocumentId).Count(line => line.EventType == "LANGUAGE_OVERRIDDEN"));
    }

    [Fact]
    public async Task A_run_that_waits_and_the_rerun_of_an_earlier_one_do_as_they_would_have()
    {
        fixture.Interpreter.Hold();
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        string waiting;
        try
        {
            await _documents.WaitForStateAsync(uploaded.RunId, "RUNNING");
            waiting = await _documents.ReprocessAsync(uploaded.DocumentId);
            using var answer = await SayAsync(uploaded, "fr");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        finally
        {
            fixture.Interpreter.Release();
        }

        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(waiting));
        Assert.Equal("en", (await _documents.RunAsync(waiting)).Text("language_used"));
        Assert.Equal("en", (await _documents.RunAsync(await RerunAndCompleteAsync(uploaded.RunId))).Text("language_used"));
    }

    [Fact]
    public async Task If_match_takes_the_tag_of_the_document()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        using var read = await _documents.GetAsync("/api/documents/" + uploaded.DocumentId);
        var tag = read.Headers.ETag!.ToString();
        using (var first = await SayAsync(uploaded, "pt", tag))
        {
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        }

        using var second = await SayAsync(uploaded, "fr", tag);
        await second.RefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        Assert.Equal("pt", (await _documents.DocumentAsync(uploaded.DocumentId)).Text("language_override"));
    }

    [Fact]
    public async Task To_say_the_same_again_changes_nothing()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        (await SayAsync(uploaded, "es")).Dispose();
        var before = await _documents.DocumentAsync(uploaded.DocumentId);
        using var answer = await SayAsync(uploaded, "es");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before.GetRawText(), (await _documents.DocumentAsync(uploaded.DocumentId)).GetRawText());
    }

    [Theory]
    [InlineData("{}", "language_override required")]
    [InlineData("""{"language_override": "spa"}""", "language_override language")]
    [InlineData("""{"language_override": "ES"}""", "language_override language")]
    [InlineData("""{"language_override": "unknown"}""", "language_override language")]
    [InlineData("""{"language_override": 7}""", "language_override type")]
    [InlineData("""{"language_override": null, "now": true}""", "now unknown")]
    public async Task What_is_no_language_is_refused(string body, string error)
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await fixture.App.Client.PatchAsync($"/api/documents/{uploaded.DocumentId}/language", content);
        Assert.Equal([error], (await answer.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
    }

    private async Task<HttpResponseMessage> SayAsync(Uploaded uploaded, string? language, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri($"/api/documents/{uploaded.DocumentId}/language", UriKind.Relative))
        {
            Content = JsonContent.Create(new { language_override = language }),
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await fixture.App.Client.SendAsync(request);
    }

    private async Task<string> RerunAndCompleteAsync(string run)
    {
        using var answer = await fixture.App.Client.PostAsync($"/api/runs/{run}/rerun", content: null);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var repeated = (await answer.ReadJsonAsync()).Text("run_id")!;
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(repeated));
        return repeated;
    }

    private Task<JsonElement> LineAsync(Uploaded uploaded, string member, string value) => Eventually.GetAsync(
        async () => (await _documents.ReadAsync("/api/documents?limit=200")).GetProperty("items").EnumerateArray().Single(item => item.Text("document_id") == uploaded.DocumentId),
        item => item.Text(member) == value,
        "the list shows it");
}
