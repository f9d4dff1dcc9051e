using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary><c>PATCH /api/runs/{id}</c>: tags, note and legal hold.</summary>
public sealed class AnnotateRunTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Note = "CANARY-note-text";

    private readonly AppHost _app = fixture.App;

    [Fact]
    public async Task Tags_and_note_are_set_shown_and_taken_away_and_the_list_follows()
    {
        var run = (await _app.Documents.UploadAndCompleteAsync()).RunId;
        var tagged = await ChangedAsync(run, new { tags = (string[])["b:2", "a.1"], note = Note, legal_hold = true });
        Assert.Equal(["a.1", "b:2"], Tags(tagged));
        Assert.Equal((Note, true), (tagged.Text("note"), tagged.GetProperty("legal_hold").GetBoolean()));
        Assert.Equal(tagged.GetRawText(), (await _app.Documents.RunAsync(run)).GetRawText());
        var line = await LineAsync(run);
        Assert.Equal(("a.1", "b:2", true), (line["Tag_a_2e_1"], line["Tag_b_3a_2"], line["LegalHold"]));

        var cleared = await ChangedAsync(run, new { tags = Array.Empty<string>(), note = (string?)null });
        Assert.Empty(Tags(cleared));
        Assert.Equal(JsonValueKind.Null, cleared.GetProperty("note").ValueKind);
        Assert.True(cleared.GetProperty("legal_hold").GetBoolean());
        Assert.DoesNotContain("Tag_a_2e_1", (await LineAsync(run)).Keys);
    }

    [Fact]
    public async Task A_change_is_recorded_with_its_actor_and_the_note_stays_in_its_column()
    {
        var uploaded = await _app.Documents.UploadAndCompleteAsync();
        await ChangedAsync(uploaded.RunId, new { note = Note });
        await ChangedAsync(uploaded.RunId, new { note = Note });

        var history = await _app.Services.GetRequiredService<IRunStore>().ListHistoryAsync(
            TestCallers.Organization, new SubjectKey(RunKind.Parse("document"), uploaded.DocumentId), CancellationToken.None);
        var annotated = Assert.Single(Assert.Single(history).Events, happened => happened.Type == "RUN_ANNOTATED");
        Assert.Equal(RunActor.Of(TestCallers.User), annotated.Actor);
        Assert.DoesNotContain(_app.Log.Lines, line => line.Text.Contains(Note, StringComparison.Ordinal));
        var audit = await _app.Documents.ReadAsync("/api/audit?action=runs.annotate");
        Assert.DoesNotContain(Note, audit.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_run_that_was_read_is_changed()
    {
        var run = (await _app.Documents.UploadAndCompleteAsync()).RunId;
        using var read = await _app.Client.GetAsync($"/api/runs/{run}");
        var tag = read.Header("ETag");
        using (var changed = await PatchAsync(run, new { tags = (string[])["a"] }, tag))
        {
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            Assert.NotEqual(tag, changed.Header("ETag"));
        }

        using var late = await PatchAsync(run, new { tags = (string[])["b"] }, tag);
        await late.RefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        Assert.Equal(["a"], Tags(await _app.Documents.RunAsync(run)));
    }

    [Fact]
    public async Task Only_admins_change_a_legal_hold()
    {
        var run = (await _app.Documents.UploadAndCompleteAsync()).RunId;
        using var reviewer = await _app.NewClientAsync(TestCallers.Organization, UserId.Parse("reviewer-1"), Role.Reviewer);
        using var refused = await reviewer.PatchAsync($"/api/runs/{run}", JsonContent.Create(new { legal_hold = true }));
        var problem = await refused.ProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal(("FORBIDDEN", "LEGAL_HOLD"), (problem.ErrorCode, problem.Reason));
        using var allowed = await reviewer.PatchAsync($"/api/runs/{run}", JsonContent.Create(new { note = "seen" }));
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        var run = (await _app.Documents.UploadAsync(Pdfs.Record)).RunId;
        using var wrong = await PatchAsync(run, new { tags = (string[])["ok", "Not", "ok", ""], note = new string('n', 2001), legal_hold = (bool?)null });
        Assert.Equal(["tags[1] tag", "tags[2] unique", "tags[3] tag", "note length", "legal_hold required"], (await wrong.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
        using var many = await PatchAsync(run, new { tags = Enumerable.Range(0, 21).Select(i => $"t{i}") });
        await many.InvalidAsync("tags", "length");
        using var none = await PatchAsync(run, new { tags = (string[]?)null });
        await none.InvalidAsync("tags", "required");
    }

    private async Task<JsonElement> ChangedAsync(string run, object changes)
    {
        using var answer = await PatchAsync(run, changes);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.ReadJsonAsync();
    }

    private async Task<HttpResponseMessage> PatchAsync(string run, object changes, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/runs/{run}") { Content = JsonContent.Create(changes) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await _app.Client.SendAsync(request);
    }

    private async Task<IDictionary<string, object>> LineAsync(string run) =>
        (await _app.Stored.AppRowsAsync()).Single(row => row.ContainsKey("HasFailure") && row.GetString("RunId") == run);

    private static IEnumerable<string?> Tags(JsonElement run) => run.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString());
}
