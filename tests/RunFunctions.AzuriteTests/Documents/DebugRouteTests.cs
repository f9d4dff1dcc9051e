using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RunFunctions.Api.Documents.Debugging;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Application.Debugging;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>The debug routes: visits and their text, and what runs made of each key.</summary>
public sealed class DebugRouteTests(DebugAppFixture fixture) : IClassFixture<DebugAppFixture>
{
    private const string Runs = "/api/debug/extraction-runs";

    private static readonly byte[] TwoVisits = Pdfs.WithLines(
        "Paciente: Duna", "Especie: Canina", "Visita 02/03/2025 tos seca", "Diagnostico: traqueitis <b>leve</b>", "Visita 16/03/2025 mejor", "Exploracion sin hallazgos");

    private AppHost App => fixture.App;

    [Fact]
    public async Task Switched_off_the_routes_say_so_and_do_nothing()
    {
        await using var app = await AppHost.StartAsync();
        var uploaded = await app.Documents.UploadAndCompleteAsync();
        var before = await app.Stored.EverythingAsync();
        string[] reads =
        [
            $"/api/documents/{uploaded.DocumentId}/review/debug/visits", $"/api/documents/{uploaded.DocumentId}/review/debug/visit-scoping",
            $"{Runs}/{uploaded.DocumentId}", $"{Runs}/{uploaded.DocumentId}/triage", $"{Runs}/{uploaded.DocumentId}/summary",
        ];
        foreach (var read in reads)
        {
            using var answer = await app.Client.GetAsync(read);
            await DisabledAsync(answer);
        }

        using var sent = await app.Client.PostAsJsonAsync(Runs, Snapshot(uploaded, "2026-03-01T12:00:00Z"));
        await DisabledAsync(sent);
        Assert.Equal(before, await app.Stored.EverythingAsync());
    }

    [Fact]
    public async Task Visits_are_a_page_that_may_do_nothing_with_cards_of_escaped_text()
    {
        var uploaded = await UploadVisitsAsync();
        using var answer = await App.Client.GetAsync($"/api/documents/{uploaded.DocumentId}/review/debug/visits");
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var policy = answer.Header("Content-Security-Policy");
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script", policy, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(2, page.Split("<article>").Length - 1);
        Assert.Contains("visit-001 2025-03-02", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;leve&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Visit_scoping_is_measured()
    {
        var uploaded = await UploadVisitsAsync();
        var scoping = await App.Documents.ReadAsync($"/api/documents/{uploaded.DocumentId}/review/debug/visit-scoping");
        Assert.Equal(["document_id", "run_id", "summary", "visits"], scoping.Members());
        Assert.Equal((uploaded.DocumentId, uploaded.RunId), (scoping.Text("document_id"), scoping.Text("run_id")));
        Assert.Equal(["total_visits", "assigned_visits", "anchored_visits", "unassigned_field_count", "raw_text_available"], scoping.GetProperty("summary").Members());
        Assert.Equal(2, scoping.GetProperty("summary").GetProperty("anchored_visits").GetInt32());
        var first = scoping.GetProperty("visits")[0];
        Assert.Equal(["visit_index", "visit_id", "visit_date", "field_count", "anchored_in_raw_text", "raw_context_chars"], first.Members());
        Assert.Equal((1, "visit-001", "2025-03-02", true), (first.GetProperty("visit_index").GetInt32(), first.Text("visit_id"), first.Text("visit_date"), first.GetProperty("anchored_in_raw_text").GetBoolean()));
        Assert.True(first.GetProperty("raw_context_chars").GetInt32() > 0);
    }

    [Fact]
    public async Task A_document_without_a_completed_run_is_refused_as_its_review_is()
    {
        var uploaded = await App.Documents.UploadAsync("%PDF-1.7 and nothing else"u8.ToArray(), "a.pdf");
        await App.Documents.WaitForEndAsync(uploaded.RunId);
        using var visits = await App.Client.GetAsync($"/api/documents/{uploaded.DocumentId}/review/debug/visit-scoping");
        await visits.ConflictAsync(GetReview.NoCompletedRunReason);
        using var triage = await App.Client.GetAsync($"{Runs}/{uploaded.DocumentId}/triage");
        await triage.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var sent = await App.Client.PostAsJsonAsync(Runs, Snapshot(uploaded, "2026-03-01T12:00:00Z"));
        await sent.ConflictAsync(ChangeInterpretation.InterpretationNotAvailableReason);
    }

    /// <summary>Defect 19 of specs/documents.md §9.2: bands were always null, and the list came oldest first.</summary>
    [Fact]
    public async Task Runs_have_snapshots_by_themselves_newest_first_with_bands()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        var again = await App.Documents.ReprocessAsync(uploaded.DocumentId);
        await App.Documents.WaitForEndAsync(again);
        var runs = await ListAsync(uploaded);
        Assert.Equal([again, uploaded.RunId], runs.Select(run => run.Text("runId")));
        Assert.Equal(["runId", "documentId", "createdAt", "schemaVersion", "fields", "counts"], runs[0].Members());
        var name = runs[0].GetProperty("fields").GetProperty("pet_name");
        Assert.Equal("accepted", name.Text("status"));
        Assert.Contains(name.Text("confidence"), (string[])["low", "mid", "high"]);

        var triage = await App.Documents.ReadAsync($"{Runs}/{uploaded.DocumentId}/triage");
        Assert.Equal(["documentId", "runId", "createdAt", "summary", "missing", "rejected", "suspiciousAccepted"], triage.Members());
        Assert.Equal(again, triage.Text("runId"));
        var summary = await App.Documents.ReadAsync($"{Runs}/{uploaded.DocumentId}/summary?limit=1");
        Assert.Equal((2, 1), (summary.GetProperty("total_runs").GetInt32(), summary.GetProperty("considered_runs").GetInt32()));
        var one = await App.Documents.ReadAsync($"{Runs}/{uploaded.DocumentId}/summary?run_id={uploaded.RunId}");
        Assert.Equal(1, one.GetProperty("considered_runs").GetInt32());
    }

    [Fact]
    public async Task A_sent_snapshot_stands_for_its_run_and_is_replaced_in_place()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        var other = await App.Documents.ReprocessAsync(uploaded.DocumentId);
        await App.Documents.WaitForEndAsync(other);
        using var first = await App.Client.PostAsJsonAsync(Runs, Snapshot(uploaded, "2036-03-01T12:00:00Z", "4411"));
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var stored = await first.ReadJsonAsync();
        Assert.Equal(["document_id", "run_id", "stored_runs", "changed_fields"], stored.Members());
        Assert.Equal(2, stored.GetProperty("stored_runs").GetInt32());
        Assert.True(stored.GetProperty("changed_fields").GetInt32() > 0);

        using var second = await App.Client.PostAsJsonAsync(Runs, Snapshot(uploaded, "2036-03-02T12:00:00Z", "4412"));
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        var runs = await ListAsync(uploaded);
        Assert.Equal([uploaded.RunId, other], runs.Select(run => run.Text("runId")));
        Assert.Equal("4412", runs[0].GetProperty("fields").GetProperty("pet_name").Text("valueNormalized"));
        var triage = await App.Documents.ReadAsync($"{Runs}/{uploaded.DocumentId}/triage");
        Assert.Equal(["pet_name_numeric_only"], triage.GetProperty("suspiciousAccepted")[0].GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
        Assert.Single(await App.Stored.BlobNamesAsync(), name => name.Contains($"{uploaded.RunId}/snapshot-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_document_has_twenty_snapshots_and_gives_up_the_oldest()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        List<string> runs = [uploaded.RunId];
        while (runs.Count <= ExtractionSnapshots.Capacity)
        {
            runs.Add(await App.Documents.ReprocessAsync(uploaded.DocumentId));
            await App.Documents.WaitForEndAsync(runs[^1]);
        }

        for (var i = 0; i < runs.Count; i++)
        {
            using var sent = await App.Client.PostAsJsonAsync(Runs, Snapshot(uploaded with { RunId = runs[i] }, $"2036-03-{i + 1:D2}T12:00:00Z"));
            Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
            Assert.Equal(ExtractionSnapshots.Capacity, (await sent.ReadJsonAsync()).GetProperty("stored_runs").GetInt32());
        }

        Assert.Equal(runs.Skip(1).Reverse(), (await ListAsync(uploaded)).Select(run => run.Text("runId")));
        Assert.DoesNotContain(await App.Stored.BlobNamesAsync(), name => name.Contains($"{runs[0]}/snapshot-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_sends_at_the_same_time_leaves_one_snapshot()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => App.Client.PostAsJsonAsync(Runs, Snapshot(uploaded, $"2036-03-0{i}T12:00:00Z"))));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Single(await ListAsync(uploaded));
        Assert.Single(await App.Stored.BlobNamesAsync(), name => name.Contains($"{uploaded.RunId}/snapshot-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_snapshot_goes_with_its_run()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        using (await App.Client.PostAsJsonAsync(Runs, Snapshot(uploaded, "2026-03-01T12:00:00Z", "Canario")))
        {
            await App.Documents.WaitForEndAsync(await App.Documents.ReprocessAsync(uploaded.DocumentId));
        }

        using var deleted = await App.Client.DeleteAsync($"/api/runs/{uploaded.RunId}");
        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        Assert.DoesNotContain(await App.Stored.BlobNamesAsync(), name => name.Contains(uploaded.RunId, StringComparison.Ordinal));
        Assert.DoesNotContain(await ListAsync(uploaded), run => run.Text("runId") == uploaded.RunId);
        using var sent = await App.Client.PostAsJsonAsync(Runs, Snapshot(uploaded, "2026-03-01T12:00:00Z"));
        await sent.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    /// <summary>Defect 18 of specs/documents.md §9.2: what was wrong with a snapshot was answered with the text of an exception.</summary>
    [Fact]
    public async Task A_wrong_snapshot_is_refused_by_its_members()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        using var unknown = await App.Client.PostAsJsonAsync(Runs, Snapshot(uploaded with { DocumentId = uploaded.RunId }, "2026-03-01T12:00:00Z"));
        await unknown.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var malformed = await App.Client.PostAsJsonAsync(Runs, Snapshot(uploaded with { RunId = "x" }, "2026-03-01T12:00:00Z"));
        await malformed.InvalidAsync("runId", "uuid");
        using var foreign = await App.Client.PostAsJsonAsync(Runs, new { run_id = uploaded.RunId });
        Assert.Contains("run_id unknown", (await foreign.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
        using var limit = await App.Client.GetAsync($"{Runs}/{uploaded.DocumentId}/summary?limit=21");
        await limit.InvalidAsync("limit", "range");
        using var run = await App.Client.GetAsync($"{Runs}/{uploaded.DocumentId}/summary?run_id=5c1e7a52-7d0c-4d0e-9a57-3f1f7f5f0c11");
        await run.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    private static async Task DisabledAsync(HttpResponseMessage answer)
    {
        var problem = await answer.ProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal(("FORBIDDEN", DebugGate.DebugDisabledReason), (problem.ErrorCode, problem.Reason));
    }

    private async Task<Uploaded> UploadVisitsAsync()
    {
        var uploaded = await App.Documents.UploadAsync(TwoVisits);
        Assert.Equal("COMPLETED", await App.Documents.WaitForEndAsync(uploaded.RunId));
        return uploaded;
    }

    private async Task<IReadOnlyList<JsonElement>> ListAsync(Uploaded uploaded) =>
        [.. (await App.Documents.ReadAsync($"{Runs}/{uploaded.DocumentId}")).GetProperty("runs").EnumerateArray()];

    private static object Snapshot(Uploaded uploaded, string at, string name = "Toby") => new
    {
        runId = uploaded.RunId,
        documentId = uploaded.DocumentId,
        createdAt = at,
        schemaVersion = "canonical",
        fields = new Dictionary<string, object>
        {
            ["pet_name"] = new { status = "accepted", confidence = "mid", valueNormalized = name },
            ["breed"] = new { status = "missing" },
        },
    };
}
