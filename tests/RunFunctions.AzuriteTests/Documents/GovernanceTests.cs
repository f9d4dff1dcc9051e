using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain.Governance;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>What edits suggest for the schema contract, and what reviewers decide about it.</summary>
public sealed class GovernanceTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string Candidates = "/api/reviewer/structural-changes";
    private const string Value = "a-value-that-stays-in-the-document";

    private readonly ReviewDriver _reviews = new(fixture.App);

    private AppHost App => fixture.App;

    [Fact]
    public async Task A_key_outside_the_contract_is_suggested_once_for_each_run_and_without_its_value()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        await AddAsync(uploaded, 1, "tail_length", "notes");
        await AddAsync(uploaded, 2, "tail_length");
        var other = await App.Documents.UploadAndCompleteAsync();
        await AddAsync(other, 1, "tail_length");

        var candidate = await CandidateAsync("tail_length");
        Assert.Equal(
            [
                "candidate_id", "change_type", "source_key", "target_key", "occurrence_count", "status", "is_critical", "created_at", "updated_at",
                "evidence_samples",
            ],
            candidate.Members());
        Assert.Equal(("NEW_KEY", "PENDING", 2), (candidate.Text("change_type"), candidate.Text("status"), candidate.GetProperty("occurrence_count").GetInt32()));
        Assert.Equal([uploaded.DocumentId, other.DocumentId], candidate.GetProperty("evidence_samples").EnumerateArray().Select(sample => sample.Text("document_id")));
        Assert.DoesNotContain(await ListAsync(), one => one.Text("target_key") == "notes");
        Assert.DoesNotContain(
            await App.Stored.AppRowsAsync(), row => row.Any(column => column.Value is string text && text.Contains(Value, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_approval_makes_a_contract_version_and_a_line_of_the_trail()
    {
        var before = await App.Documents.ReadAsync("/api/reviewer/schema/current");
        Assert.Equal(["schema_contract_id", "version_number", "created_at", "change_summary"], before.Members());
        var id = await SuggestAsync("ear_form");
        using var answer = await DecideAsync(id, "APPROVE", "seen often");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var decision = await answer.ReadJsonAsync();
        Assert.Equal(["decision_id", "candidate_id", "decision_type", "schema_contract_id", "created_at"], decision.Members());

        var contract = await App.Documents.ReadAsync("/api/reviewer/schema/current");
        Assert.Equal(
            (decision.Text("schema_contract_id"), before.GetProperty("version_number").GetInt32() + 1, "NEW_KEY ear_form"),
            (contract.Text("schema_contract_id"), contract.GetProperty("version_number").GetInt32(), contract.Text("change_summary")));
        Assert.Equal("APPROVED", (await CandidateAsync("ear_form")).Text("status"));
        var line = (await TrailAsync()).Single(one => one.Text("decision_id") == decision.Text("decision_id"));
        Assert.Equal(
            ("APPROVE", "PENDING", "APPROVED", "tester", "seen often"),
            (line.Text("decision_type"), line.Text("previous_status"), line.Text("new_status"), line.Text("reviewer_id"), line.Text("reason")));
        await App.Log.WaitForAsync("GOVERNANCE_DECISION_RECORDED", _ => true);
        await App.Log.WaitForAsync("SCHEMA_CONTRACT_CREATED", _ => true);
    }

    [Fact]
    public async Task The_same_decision_again_is_answered_with_the_first_one_and_another_is_refused()
    {
        var id = await SuggestAsync("whiskers");
        using var first = await DecideAsync(id, "REJECT");
        using var again = await DecideAsync(id, "REJECT", "another reason");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal((await first.ReadJsonAsync()).GetRawText(), (await again.ReadJsonAsync()).GetRawText());
        using var other = await DecideAsync(id, "APPROVE");
        await other.ConflictAsync(GovernanceRules.AlreadyDecidedReason);
        Assert.Single(await TrailAsync(), line => line.Text("candidate_id") == id);
    }

    [Fact]
    public async Task Of_many_who_decide_at_the_same_time_one_is_first()
    {
        var id = await SuggestAsync("paw_size");
        var before = (await App.Documents.ReadAsync("/api/reviewer/schema/current")).GetProperty("version_number").GetInt32();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => DecideAsync(id, i % 2 == 0 ? "APPROVE" : "REJECT")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal((3, 4), (answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict)));
        Assert.Single(await TrailAsync(), line => line.Text("candidate_id") == id);
        var approved = (await CandidateAsync("paw_size")).Text("status") == "APPROVED" ? 1 : 0;
        Assert.Equal(before + approved, (await App.Documents.ReadAsync("/api/reviewer/schema/current")).GetProperty("version_number").GetInt32());
    }

    [Fact]
    public async Task Candidates_are_filtered_by_status_and_decisions_told_in_their_order()
    {
        var ids = new List<string>();
        foreach (var key in (string[])["coat_pattern", "nose_print", "claw_form"])
        {
            ids.Add(await SuggestAsync(key));
        }

        foreach (var (id, type) in ids.Zip((string[])["DEFER", "FLAG_CRITICAL", "DEFER"]))
        {
            using var answer = await DecideAsync(id, type);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        var deferred = await ListAsync("status=DEFERRED&limit=1");
        Assert.Equal([ids[0], ids[2]], deferred.Select(one => one.Text("candidate_id")).OfType<string>().Where(ids.Contains).OrderBy(ids.IndexOf));
        Assert.True((await CandidateAsync("nose_print")).GetProperty("is_critical").GetBoolean());
        Assert.Equal(ids, (await TrailAsync("limit=2")).Select(line => line.Text("candidate_id")).OfType<string>().Where(ids.Contains));
        using var wrong = await App.Client.GetAsync($"{Candidates}?status=pending");
        await wrong.InvalidAsync("status", "enum");
        using var malformed = await DecideAsync(ids[0], "MAYBE");
        await malformed.InvalidAsync("decision_type", "enum");
    }

    [Fact]
    public async Task Reviewers_look_and_admins_decide()
    {
        var id = await SuggestAsync("eye_colour");
        using var reviewer = await App.NewClientAsync(TestCallers.Organization, UserId.Parse("reviewer"), Role.Reviewer);
        foreach (var read in (string[])[Candidates, "/api/reviewer/schema/current", "/api/reviewer/governance/audit-trail"])
        {
            using var answer = await reviewer.GetAsync(read);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using var refused = await reviewer.PostAsJsonAsync($"{Candidates}/{id}/decision", new { decision_type = "APPROVE" });
        await refused.RefusedAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    [Fact]
    public async Task An_edit_is_kept_when_what_it_suggests_cannot_be_counted()
    {
        var store = new Mock<IGovernanceStore>();
        store.Setup(mock => mock.HasOccurredAsync(It.IsAny<OrganizationId>(), It.IsAny<string>(), It.IsAny<Core.Engine.Domain.RunId>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new IOException("storage is away"));
        await using var app = await AppHost.StartAsync(builder => builder.Services.AddSingleton(store.Object));
        var uploaded = await app.Documents.UploadAndCompleteAsync();
        using var answer = await new ReviewDriver(app).EditAsync(uploaded, 1, [new { op = "ADD", key = "tail_length", value = Value }]);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        await app.Log.WaitForAsync("STRUCTURAL_CHANGE_NOT_COUNTED", line => line["run_id"] == uploaded.RunId);
    }

    private async Task<string> SuggestAsync(string key)
    {
        await AddAsync(await App.Documents.UploadAndCompleteAsync(), 1, key);
        return (await CandidateAsync(key)).Text("candidate_id")!;
    }

    private async Task AddAsync(Uploaded uploaded, int baseVersion, params string[] keys)
    {
        using var answer = await _reviews.EditAsync(uploaded, baseVersion, [.. keys.Select(key => new { op = "ADD", key, value = Value })]);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private async Task<JsonElement> CandidateAsync(string key) => (await ListAsync()).Single(candidate => candidate.Text("target_key") == key);

    private Task<HttpResponseMessage> DecideAsync(string id, string type, string? reason = null) =>
        App.Client.PostAsJsonAsync($"{Candidates}/{id}/decision", new { decision_type = type, reason });

    private Task<IReadOnlyList<JsonElement>> ListAsync(string query = "limit=200") => PagesAsync($"{Candidates}?{query}");

    private Task<IReadOnlyList<JsonElement>> TrailAsync(string query = "limit=200") => PagesAsync($"/api/reviewer/governance/audit-trail?{query}");

    private async Task<IReadOnlyList<JsonElement>> PagesAsync(string address)
    {
        List<JsonElement> items = [];
        string? cursor = null;
        do
        {
            var page = await App.Documents.ReadAsync(address + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)));
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.Text("next_cursor");
        }
        while (cursor is not null);

        return items;
    }
}
