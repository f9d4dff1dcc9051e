using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary><c>GET /api/runs</c>: 60 runs over three days, and one of another organization in between.</summary>
public sealed class ListRunsTests(ListRunsTests.Fixture fixture) : IClassFixture<ListRunsTests.Fixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly OrganizationId Organization = OrganizationId.Parse("listing");

    [Fact]
    public async Task Pages_hold_every_run_once_newest_first_and_the_last_has_no_cursor()
    {
        List<string?> seen = [];
        string? cursor = null;
        do
        {
            var page = await ReadAsync("limit=25" + (cursor is null ? "" : "&cursor=" + cursor));
            Assert.Equal(25, page.GetProperty("limit").GetInt32());
            seen.AddRange(Ids(page));
            cursor = page.Text("next_cursor");
        }
        while (cursor is not null);
        Assert.Equal(fixture.Runs.Reverse().Select(run => run.Id.Value), seen);
    }

    [Fact]
    public async Task An_item_shows_what_its_run_says()
    {
        var run = fixture.Runs[3];
        var item = (await ReadAsync("state=FAILED")).GetProperty("items").EnumerateArray().Single(item => item.Text("run_id") == run.Id.Value);

        Assert.Equal(
            [
                "run_id", "kind", "subject_id", "state", "failure_type", "failure", "fingerprint", "created_at", "created_by", "started_at", "completed_at",
                "duration_ms", "tags", "parent_run_id", "superseded_by", "legal_hold", "links",
            ],
            item.Members());
        Assert.Equal(("document", run.Subject.Id, "FAILED", "EXTRACTION_FAILED"), (item.Text("kind"), item.Text("subject_id"), item.Text("state"), item.Text("failure_type")));
        Assert.Equal(("EXTRACTION", "EXTRACTION_FAILED", "Unreadable"), (item.GetProperty("failure").Text("step_name"), item.GetProperty("failure").Text("error_code"), item.GetProperty("failure").Text("reason")));
        Assert.Equal((run.CreatedAt, run.StartedAt, run.CompletedAt), (item.Time("created_at"), item.Time("started_at"), item.Time("completed_at")));
        Assert.Equal(2500, item.GetProperty("duration_ms").GetInt64());
        Assert.Equal(["batch:3"], item.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal("/api/runs/" + run.Id, item.GetProperty("links").Text("self"));
        Assert.Equal("user", item.Text("created_by"));
        Assert.False(item.GetProperty("legal_hold").GetBoolean());
    }

    [Theory]
    [InlineData("kind=document", 60)]
    [InlineData("state=QUEUED", 10)]
    [InlineData("state=FAILED,TIMED_OUT", 20)]
    [InlineData("subject=subject-1", 12)]
    [InlineData("tag=batch:0", 15)]
    [InlineData("created_from=2026-03-02T12:00:00Z", 36)]
    [InlineData("created_to=2026-03-02T14:00:00%2B02:00", 24)]
    [InlineData("has_failure=true", 20)]
    [InlineData("superseded=true", 9)]
    [InlineData("superseded=false&has_failure=false&state=COMPLETED&created_from=2026-03-01T00:00:00Z", 8)]
    public async Task A_filter_selects_and_counts_by_state_for_the_same_filter(string filter, int expected)
    {
        var page = await ReadAsync($"limit=200&counts=true&{filter}");
        Assert.Equal(expected, Ids(page).Count);
        var counts = page.GetProperty("counts");
        Assert.Equal(["by_state", "total", "complete"], counts.Members());
        Assert.Equal(["QUEUED", "RUNNING", "COMPLETED", "FAILED", "TIMED_OUT", "CANCELLED"], counts.GetProperty("by_state").Members());
        Assert.Equal((expected, true), (counts.GetProperty("total").GetInt32(), counts.GetProperty("complete").GetBoolean()));
        Assert.All(counts.GetProperty("by_state").EnumerateObject(), state => Assert.Equal(
            page.GetProperty("items").EnumerateArray().Count(item => item.Text("state") == state.Name), state.Value.GetInt32()));
    }

    [Fact]
    public async Task Counts_come_only_when_asked_for() => Assert.Equal(["items", "limit", "next_cursor"], (await ReadAsync("counts=false")).Members());

    [Theory]
    [InlineData("kind=nothing", "kind", "enum")]
    [InlineData("state=Queued", "state", "enum")]
    [InlineData("subject=a%20b", "subject", "subject")]
    [InlineData("tag=A", "tag", "tag")]
    [InlineData("created_from=yesterday", "created_from", "date_time")]
    [InlineData("created_to=2026-03-01T12:00:00", "created_to", "date_time")]
    [InlineData("created_from=2026-03-02T00:00:00Z&created_to=2026-03-01T00:00:00Z", "created_to", "range")]
    [InlineData("has_failure=yes", "has_failure", "boolean")]
    [InlineData("superseded=", "superseded", "boolean")]
    [InlineData("fingerprint=1", "fingerprint", "fingerprint")]
    [InlineData("counts=1", "counts", "boolean")]
    [InlineData("limit=201", "limit", "range")]
    [InlineData("limit=0", "limit", "range")]
    [InlineData("cursor=abc", "cursor", "cursor")]
    public async Task A_wrong_value_is_refused_by_the_name_of_its_parameter(string query, string path, string rule)
    {
        using var answer = await fixture.Client.GetAsync("/api/runs?" + query);
        await answer.InvalidAsync(path, rule);
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_caller_and_filter_only()
    {
        var cursor = (await ReadAsync("limit=10&state=QUEUED,COMPLETED")).Text("next_cursor");
        await ReadAsync($"limit=10&state=COMPLETED,QUEUED&cursor={cursor}");
        using var otherFilter = await fixture.Client.GetAsync($"/api/runs?limit=10&state=QUEUED&cursor={cursor}");
        await otherFilter.InvalidAsync("cursor", "cursor");
        using var colleague = await fixture.App.NewClientAsync(Organization, UserId.Parse("bob"), Role.Reviewer);
        using var otherCaller = await colleague.GetAsync($"/api/runs?limit=10&state=QUEUED,COMPLETED&cursor={cursor}");
        await otherCaller.InvalidAsync("cursor", "cursor");
    }

    [Fact]
    public async Task An_organization_sees_its_own_runs_only()
    {
        using var other = await fixture.App.NewClientAsync(OrganizationId.Parse("listing-2"), UserId.Parse("ada"), Role.Reviewer);
        using var answer = await other.GetAsync("/api/runs");
        Assert.Equal([fixture.Foreign.Id.Value], Ids(await answer.ReadJsonAsync()));
    }

    [Fact]
    public async Task A_run_is_in_the_list_from_its_creation_to_its_end()
    {
        var uploaded = await fixture.App.Documents.UploadAsync(Pdfs.Record);
        Assert.Contains(uploaded.RunId, Ids(await fixture.App.Documents.ReadAsync("/api/runs?limit=200")));
        Assert.Equal("COMPLETED", await fixture.App.Documents.WaitForEndAsync(uploaded.RunId));
        var item = await Eventually.GetAsync(
            async () => (await fixture.App.Documents.ReadAsync($"/api/runs?subject={uploaded.DocumentId}")).GetProperty("items")[0],
            item => item.Text("state") == "COMPLETED",
            "the line of a run that ended");
        var run = await fixture.App.Documents.RunAsync(uploaded.RunId);
        Assert.Equal((run.Time("created_at"), run.Time("started_at"), run.Time("completed_at")), (item.Time("created_at"), item.Time("started_at"), item.Time("completed_at")));
    }

    private static IReadOnlyList<string?> Ids(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(item => item.Text("run_id"))];

    private async Task<JsonElement> ReadAsync(string query)
    {
        using var answer = await fixture.Client.GetAsync("/api/runs?" + query);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadJsonAsync();
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal AppHost App { get; private set; } = null!;

        internal HttpClient Client { get; private set; } = null!;

        // Oldest first.
        internal IReadOnlyList<Run> Runs { get; } = [.. Enumerable.Range(0, 60).Select(i => ListedRun.At(Organization, i, Noon.AddHours(i)))];

        internal Run Foreign { get; } = ListedRun.At(OrganizationId.Parse("listing-2"), 60, Noon.AddHours(30));

        public async Task InitializeAsync()
        {
            App = await AppHost.StartAsync();
            Client = await App.NewClientAsync(Organization, UserId.Parse("ada"), Role.Reviewer);
            var index = App.Services.GetRequiredService<IRunIndex>();
            foreach (var run in Runs.Append(Foreign))
            {
                await index.ShowAsync(run, CancellationToken.None);
            }
        }

        public async Task DisposeAsync()
        {
            Client.Dispose();
            await App.DisposeAsync();
        }
    }
}
