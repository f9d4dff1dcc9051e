using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary><c>GET /api/runs/failures</c>.</summary>
public sealed class ListFailuresTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Failures_are_grouped_by_code_step_and_reason_and_the_runs_of_a_group_can_be_listed()
    {
        var now = fixture.App.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        using var client = await FillAsync("failures", i => now.AddHours(i - 60));

        using var answer = await client.GetAsync("/api/runs/failures");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.ReadJsonAsync();
        Assert.Equal(["items", "limit", "next_cursor", "complete"], body.Members());
        Assert.True(body.GetProperty("complete").GetBoolean());
        var groups = body.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["TIMED_OUT", "EXTRACTION_FAILED"], groups.Select(group => group.Text("error_code")));

        var group = groups[1];
        Assert.Equal(
            ["fingerprint", "kind", "error_code", "step_name", "reason", "count", "first_seen", "last_seen", "sample_run_ids", "links"], group.Members());
        Assert.Equal(("document", "EXTRACTION", "Unreadable", 10), (group.Text("kind"), group.Text("step_name"), group.Text("reason"), group.GetProperty("count").GetInt32()));
        Assert.Equal(TimeSpan.FromHours(54), group.Time("last_seen") - group.Time("first_seen"));
        Assert.Equal(5, group.GetProperty("sample_run_ids").GetArrayLength());

        using var runs = await client.GetAsync(group.GetProperty("links").Text("runs"));
        var listed = (await runs.ReadJsonAsync()).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(10, listed.Count);
        Assert.All(listed, run => Assert.Equal(group.Text("fingerprint"), run.Text("fingerprint")));
        Assert.Equal(listed.Take(5).Select(run => run.Text("run_id")), group.GetProperty("sample_run_ids").EnumerateArray().Select(run => run.GetString()));
    }

    [Fact]
    public async Task Groups_come_page_by_page_and_those_of_30_days_unless_asked_otherwise()
    {
        var now = fixture.App.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        using var client = await FillAsync("old-failures", i => now.AddDays(-29 - (i % 6)));

        // Number 3 of six failed 32 days ago, number 4 ran out of time 33 days ago.
        Assert.Empty((await ItemsAsync(client, "")).Items);
        var from = Uri.EscapeDataString(now.AddDays(-40).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        var first = await ItemsAsync(client, $"?limit=1&created_from={from}");
        Assert.Equal(["EXTRACTION_FAILED"], first.Items);
        var second = await ItemsAsync(client, $"?limit=1&created_from={from}&cursor={first.Cursor}");
        Assert.Equal(["TIMED_OUT"], second.Items);
        Assert.Null(second.Cursor);
        using var other = await client.GetAsync($"/api/runs/failures?limit=1&cursor={first.Cursor}");
        await other.InvalidAsync("cursor", "cursor");
    }

    [Theory]
    [InlineData("kind=nothing", "kind", "enum")]
    [InlineData("created_to=now", "created_to", "date_time")]
    [InlineData("state=FAILED", "state", "unknown")]
    public async Task A_wrong_parameter_is_refused_by_its_name(string query, string path, string rule)
    {
        using var answer = await fixture.App.Client.GetAsync("/api/runs/failures?" + query);
        await answer.InvalidAsync(path, rule);
    }

    private static async Task<(IReadOnlyList<string?> Items, string? Cursor)> ItemsAsync(HttpClient client, string query)
    {
        using var answer = await client.GetAsync("/api/runs/failures" + query);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.ReadJsonAsync();
        return ([.. body.GetProperty("items").EnumerateArray().Select(group => group.Text("error_code"))], body.Text("next_cursor"));
    }

    private async Task<HttpClient> FillAsync(string name, Func<int, DateTimeOffset> at)
    {
        var organization = OrganizationId.Parse(name);
        var index = fixture.App.Services.GetRequiredService<IRunIndex>();
        for (var i = 0; i < 60; i++)
        {
            await index.ShowAsync(ListedRun.At(organization, i, at(i)), CancellationToken.None);
        }

        return await fixture.App.NewClientAsync(organization, UserId.Parse("ada"), Role.Reviewer);
    }
}
