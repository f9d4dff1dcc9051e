using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>What reviews teach, from the reviewer's hand to the next document.</summary>
public sealed class CalibrationTests : IAsyncLifetime
{
    private const string Report = "/api/documents/calibration";

    // Each test counts from zero.
    private AppHost _app = null!;
    private ReviewDriver _reviews = null!;

    public async Task InitializeAsync()
    {
        _app = await AppHost.StartAsync();
        _reviews = new ReviewDriver(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    /// <summary>Defect 23 of specs/documents.md §9.2: what was learned later did not reach documents that had been processed.</summary>
    [Fact]
    public async Task Reviews_move_the_confidence_of_the_next_document_and_of_those_that_were_there()
    {
        var earlier = await _app.Documents.UploadAndCompleteAsync();
        var untaught = ReviewDriver.Field(await _reviews.ReviewAsync(earlier), "pet_name");
        Assert.Equal((0m, "neutral"), (untaught.GetProperty("field_review_history_adjustment").GetDecimal(), untaught.Text("policy_state")));
        var candidate = untaught.GetProperty("field_candidate_confidence").GetDecimal();
        for (var i = 0; i < 5; i++)
        {
            await _reviews.MarkAsync(await _app.Documents.UploadAndCompleteAsync());
        }

        foreach (var document in (Uploaded[])[earlier, await _app.Documents.UploadAndCompleteAsync()])
        {
            var taught = ReviewDriver.Field(await _reviews.ReviewAsync(document), "pet_name");
            Assert.Equal(
                (10.7m, candidate + 0.107m, candidate, "high"),
                (taught.GetProperty("field_review_history_adjustment").GetDecimal(), taught.GetProperty("field_mapping_confidence").GetDecimal(),
                    taught.GetProperty("field_candidate_confidence").GetDecimal(), taught.Text("confidence_band")));
            var version = (await _reviews.VersionsAsync(document, "/1")).GetProperty("data").GetProperty("fields").EnumerateArray()
                .Single(field => field.Text("key") == "pet_name");
            Assert.Equal(taught.GetRawText(), version.GetRawText());
        }

        var logged = _app.Log.Lines.Where(line => line.EventType == "field_accepted_unchanged" && line["field_key"] == "pet_name").ToList();
        Assert.Equal(5, logged.Count);
        Assert.Equal(untaught.Text("mapping_id"), logged[0]["mapping_id"]);
        Assert.Equal(untaught.Text("context_key"), logged[0]["context_key"]);
        Assert.All(logged, line => Assert.DoesNotContain(untaught.Text("value")!, line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_correction_counts_at_once_and_what_is_repeated_counts_once()
    {
        var uploaded = await _app.Documents.UploadAndCompleteAsync();
        await CorrectAsync(uploaded, 1, "pet_name", "Luna");
        Assert.Equal((0, 1), await CountsAsync("pet_name"));
        await CorrectAsync(uploaded, 2, "pet_name", "Lola");
        await _reviews.MarkAsync(uploaded);
        await _reviews.MarkAsync(uploaded);
        await _reviews.ReopenAsync(uploaded);
        await _reviews.MarkAsync(uploaded);
        Assert.Equal((0, 1), await CountsAsync("pet_name"));
        Assert.Equal((1, 0), await CountsAsync("species"));

        // A correction takes the place of the acceptance, and the restored value does not take the correction back.
        await CorrectAsync(uploaded, 3, "species", "felino");
        Assert.Equal((0, 1), await CountsAsync("species"));
        using (var restored = await _reviews.RestoreAsync(uploaded, 1, 4))
        {
            Assert.Equal(HttpStatusCode.Created, restored.StatusCode);
        }

        await _reviews.MarkAsync(uploaded);
        Assert.Equal((0, 1), await CountsAsync("pet_name"));
        Assert.Equal((0, 1), await CountsAsync("species"));
    }

    [Fact]
    public async Task Reviews_at_the_same_moment_are_all_counted()
    {
        var documents = new List<Uploaded>();
        for (var i = 0; i < 16; i++)
        {
            documents.Add(await _app.Documents.UploadAndCompleteAsync());
        }

        await Task.WhenAll(documents.Select(_reviews.MarkAsync));
        Assert.Equal((16, 0), await CountsAsync("pet_name"));
        await Task.WhenAll(documents.Select(_reviews.ReopenAsync));
        Assert.Equal((16, 0), await CountsAsync("pet_name"));
    }

    [Fact]
    public async Task Who_dies_between_counting_and_marking_counts_nothing_twice()
    {
        var uploaded = await _app.Documents.UploadAndCompleteAsync();
        var organization = OrganizationId.Parse("development");
        var document = (await _app.Services.GetRequiredService<IDocumentStore>().FindAsync(organization, DocumentId.Parse(uploaded.DocumentId), CancellationToken.None))!;
        await _app.Services.GetRequiredService<LearnFromReview>().ReviewAsync(organization, document, CancellationToken.None);
        Assert.Equal((1, 0), await CountsAsync("pet_name"));
        await _reviews.MarkAsync(uploaded);
        Assert.Equal((1, 0), await CountsAsync("pet_name"));
    }

    [Fact]
    public async Task An_edit_stands_although_it_could_not_be_counted_and_the_review_counts_it()
    {
        var dies = new Switch();
        await using var app = await AppHost.StartAsync(builder => builder.Services.AddSingleton<ICalibrationStore>(services =>
            new MortalCounts(ActivatorUtilities.CreateInstance<CalibrationTable>(services), dies)));
        var reviews = new ReviewDriver(app);
        var uploaded = await app.Documents.UploadAndCompleteAsync();
        var field = ReviewDriver.Field(await reviews.ReviewAsync(uploaded), "pet_name");
        dies.IsOn = true;
        using (var edited = await reviews.EditAsync(uploaded, 1, [new { op = "DELETE", field_id = field.Text("field_id") }]))
        {
            Assert.Equal(HttpStatusCode.Created, edited.StatusCode);
        }

        dies.IsOn = false;
        Assert.Single(app.Log.EventsOf(uploaded.DocumentId), line => line.EventType == "CALIBRATION_FAILED");
        await reviews.MarkAsync(uploaded);
        Assert.Equal((0, 1), await CountsAsync("pet_name", app));
    }

    [Fact]
    public async Task A_full_transaction_is_read_back_as_it_was_written_and_a_review_is_listed_once()
    {
        var store = _app.Services.GetRequiredService<ICalibrationStore>();
        var organization = OrganizationId.Parse("development");
        var run = new JudgedRun(DocumentId.Parse("6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11"), RunId.Parse("6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a12"), "ctx_v2:00");
        var policy = _app.Services.GetRequiredService<CalibrationPolicy>();
        Judgement[] judgements =
            [.. Enumerable.Range(0, ICalibrationStore.MaxUnits).Select(i => new Judgement(new MappingUnit("observations", $"label/{i}?#ñ"), Verdict.Accepted, 0.66m))];
        var (after, changes) = CalibrationLedger.Enter(policy, run, [], judgements, DateTimeOffset.UnixEpoch);
        var reviewed = new ReviewedRun(run.Document, run.Run, 1, new BlobReference("b", "00", 1, DocumentArtifacts.JsonMediaType), DateTimeOffset.UnixEpoch);
        Assert.True(await store.TryWriteAsync(
            organization, policy.Version, before: null, after with { Reviewed = reviewed }, [.. changes.Select(change => (change.After, (string?)null))], CancellationToken.None));

        var read = (await store.FindJudgedAsync(organization, policy.Version, run.Document, run.Run, CancellationToken.None))!;
        Assert.Equal(after.Verdicts.OrderBy(one => one.Key.MappingId), read.Value.Verdicts.OrderBy(one => one.Key.MappingId));
        var tallies = await store.ListAsync(organization, policy.Version, run.ContextKey, CancellationToken.None);
        Assert.Equal(changes.Select(change => change.After).OrderBy(one => one.Unit.MappingId), tallies.Select(one => one.Value).OrderBy(one => one.Unit.MappingId));

        // Marked again: the list of reviews has the run once, where it belongs now.
        var again = reviewed with { At = DateTimeOffset.UnixEpoch.AddHours(1) };
        Assert.False(await store.TryWriteAsync(organization, policy.Version, before: null, after with { Reviewed = again }, [], CancellationToken.None));
        Assert.True(await store.TryWriteAsync(organization, policy.Version, read, after with { Reviewed = again }, [], CancellationToken.None));
        Assert.Equal([again], await store.ListReviewedAsync(organization, policy.Version, 10, CancellationToken.None));
    }

    [Fact]
    public async Task A_review_that_was_read_before_others_were_marked_can_still_be_edited()
    {
        var uploaded = await _app.Documents.UploadAndCompleteAsync();
        using var before = await _app.Client.GetAsync($"/api/documents/{uploaded.DocumentId}/review");
        for (var i = 0; i < 5; i++)
        {
            await _reviews.MarkAsync(await _app.Documents.UploadAndCompleteAsync());
        }

        using (var request = new HttpRequestMessage(HttpMethod.Get, $"/api/documents/{uploaded.DocumentId}/review"))
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", before.Header("ETag"));
            using var read = await _app.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        }

        using (var edited = await _reviews.EditAsync(uploaded, 1, [ReviewDriver.Note("seen")], ifMatch: before.Header("ETag")))
        {
            Assert.Equal(HttpStatusCode.Created, edited.StatusCode);
        }

        using var outdated = await _reviews.EditAsync(uploaded, 2, [ReviewDriver.Note("seen too")], ifMatch: before.Header("ETag"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, outdated.StatusCode);
    }

    [Fact]
    public async Task The_report_has_every_mapping_once_in_pages_with_the_policy()
    {
        await _reviews.MarkAsync(await _app.Documents.UploadAndCompleteAsync());
        var whole = await _app.Documents.ReadAsync(Report + "?limit=200");
        Assert.Equal(["policy", "items", "limit", "next_cursor"], whole.Members());
        Assert.Equal(("v1", 5, 2m), (whole.GetProperty("policy").Text("policy_version"), whole.GetProperty("policy").GetProperty("min_volume").GetInt32(), whole.GetProperty("policy").GetProperty("edit_weight").GetDecimal()));
        Assert.Equal(
            [
                "context_key", "field_key", "mapping_id", "accept_count", "edit_count", "field_review_history_adjustment", "field_candidate_confidence",
                "field_mapping_confidence", "confidence_band", "policy_state", "updated_at",
            ],
            whole.GetProperty("items")[0].Members());
        List<string> paged = [];
        string? cursor = null;
        do
        {
            var page = await _app.Documents.ReadAsync($"{Report}?limit=4{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}");
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()));
            cursor = page.Text("next_cursor");
        }
        while (cursor is not null);
        Assert.Equal(whole.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()), paged);
    }

    [Fact]
    public async Task Another_policy_is_tried_on_the_runs_that_were_reviewed_last_and_changes_nothing()
    {
        List<Uploaded> documents = [];
        for (var i = 0; i < 5; i++)
        {
            documents.Add(await _app.Documents.UploadAndCompleteAsync());
            await _reviews.MarkAsync(documents[i]);
        }

        var report = await _app.Documents.ReadAsync(Report);
        var policy = await File.ReadAllTextAsync(Path.Combine(TestAzurite.RepositoryRoot, "config", "confidence_policy.yaml"));
        var same = await WhatIfAsync(policy, "application/yaml");
        Assert.Equal((0, 5), (same.GetProperty("changed_fields").GetInt32(), same.GetProperty("runs").GetArrayLength()));
        Assert.True(same.GetProperty("compared_fields").GetInt32() > 5);

        var strict = await WhatIfAsync(report.GetProperty("policy").GetRawText().Replace("\"min_volume\":5", "\"min_volume\":6", StringComparison.Ordinal), "application/json", "?limit=2");
        Assert.Equal(
            documents.AsEnumerable().Reverse().Take(2).Select(document => document.RunId), strict.GetProperty("runs").EnumerateArray().Select(run => run.Text("run_id")));
        var field = strict.GetProperty("runs")[0].GetProperty("fields").EnumerateArray().Single(one => one.Text("field_key") == "pet_name");
        Assert.Equal(
            (10.7m, 0m),
            (field.GetProperty("before").GetProperty("field_review_history_adjustment").GetDecimal(), field.GetProperty("after").GetProperty("field_review_history_adjustment").GetDecimal()));
        Assert.Equal(["field_review_history_adjustment", "field_mapping_confidence", "confidence_band", "policy_state"], field.GetProperty("after").Members());
        Assert.Equal(report.GetRawText(), (await _app.Documents.ReadAsync(Report)).GetRawText());
    }

    [Fact]
    public async Task A_wrong_policy_is_refused_with_the_key_that_is_wrong()
    {
        var policy = await File.ReadAllTextAsync(Path.Combine(TestAzurite.RepositoryRoot, "config", "confidence_policy.yaml"));
        foreach (var (text, type, path, rule) in ((string, string, string, string)[])
        [
            (policy.Replace("min_volume: 5", "min_volume: 0", StringComparison.Ordinal), "application/yaml", "min_volume", "range"),
            ("{\"policy_version\": ", "application/json", "body", "yaml"),
        ])
        {
            using var wrong = new StringContent(text, Encoding.UTF8, type);
            using var answer = await _app.Client.PostAsync(Report + "/what-if", wrong);
            await answer.InvalidAsync(path, rule);
        }

        using var good = new StringContent(policy, Encoding.UTF8, "application/yaml");
        using var tooMany = await _app.Client.PostAsync(Report + "/what-if?limit=51", good);
        await tooMany.InvalidAsync("limit", "range");
        using var plain = new StringContent(policy, Encoding.UTF8, "text/plain");
        using var unsupported = await _app.Client.PostAsync(Report + "/what-if", plain);
        Assert.Equal("content_type", (await unsupported.ProblemAsync(HttpStatusCode.UnsupportedMediaType)).Reason);
    }

    [Fact]
    public async Task Reopening_takes_acceptances_back_only_where_the_policy_says_so()
    {
        var path = Path.GetTempFileName();
        var policy = await File.ReadAllTextAsync(Path.Combine(TestAzurite.RepositoryRoot, "config", "confidence_policy.yaml"));
        await File.WriteAllTextAsync(path, policy.Replace("reopen_reverts: false", "reopen_reverts: true", StringComparison.Ordinal));
        try
        {
            await using var app = await AppHost.StartAsync(configure: null, "--Documents:ConfidencePolicyFile", path);
            var reviews = new ReviewDriver(app);
            var uploaded = await app.Documents.UploadAndCompleteAsync();
            await reviews.MarkAsync(uploaded);
            Assert.Equal((1, 0), await CountsAsync("pet_name", app));
            await reviews.ReopenAsync(uploaded);
            Assert.Equal((0, 0), await CountsAsync("pet_name", app));
            await reviews.MarkAsync(uploaded);
            Assert.Equal((1, 0), await CountsAsync("pet_name", app));

            // An edit reopens, too.
            await reviews.NoteAsync(uploaded, 1);
            Assert.Equal((0, 0), await CountsAsync("pet_name", app));
            Assert.Contains(app.Log.Lines, line => line.EventType == "calibration_review_reverted");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task CorrectAsync(Uploaded uploaded, int baseVersion, string key, string value)
    {
        var field = ReviewDriver.Field(await _reviews.ReviewAsync(uploaded), key);
        using var answer = await _reviews.EditAsync(
            uploaded, baseVersion, [new { op = "UPDATE", field_id = field.Text("field_id"), value, value_type = "string" }]);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private async Task<JsonElement> WhatIfAsync(string policy, string type, string query = "")
    {
        using var body = new StringContent(policy, Encoding.UTF8, type);
        using var answer = await _app.Client.PostAsync($"{Report}/what-if{query}", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadJsonAsync();
    }

    private async Task<(int Accepted, int Edited)> CountsAsync(string key, AppHost? app = null)
    {
        var counts = (await (app ?? _app).Documents.ReadAsync(Report + "?limit=200")).GetProperty("items").EnumerateArray().Single(item => item.Text("field_key") == key);
        return (counts.GetProperty("accept_count").GetInt32(), counts.GetProperty("edit_count").GetInt32());
    }

    private sealed class Switch
    {
        public bool IsOn { get; set; }
    }

    private sealed class MortalCounts(CalibrationTable counts, Switch dies) : ICalibrationStore
    {
        public Task<IReadOnlyList<Versioned<MappingTally>>> ListAsync(
            OrganizationId organization, string policyVersion, string contextKey, CancellationToken cancellationToken) =>
            counts.ListAsync(organization, policyVersion, contextKey, cancellationToken);

        public Task<ListPage<MappingTally>> ListPageAsync(
            OrganizationId organization, string policyVersion, int limit, string? after, CancellationToken cancellationToken) =>
            counts.ListPageAsync(organization, policyVersion, limit, after, cancellationToken);

        public Task<Versioned<JudgedRun>?> FindJudgedAsync(
            OrganizationId organization, string policyVersion, DocumentId document, RunId run, CancellationToken cancellationToken) =>
            counts.FindJudgedAsync(organization, policyVersion, document, run, cancellationToken);

        public Task<IReadOnlyList<ReviewedRun>> ListReviewedAsync(
            OrganizationId organization, string policyVersion, int count, CancellationToken cancellationToken) =>
            counts.ListReviewedAsync(organization, policyVersion, count, cancellationToken);

        public Task<bool> TryWriteAsync(
            OrganizationId organization,
            string policyVersion,
            Versioned<JudgedRun>? before,
            JudgedRun after,
            IReadOnlyList<(MappingTally Tally, string? Version)> tallies,
            CancellationToken cancellationToken) =>
            dies.IsOn
                ? throw new InvalidOperationException("The process died here.")
                : counts.TryWriteAsync(organization, policyVersion, before, after, tallies, cancellationToken);
    }
}
