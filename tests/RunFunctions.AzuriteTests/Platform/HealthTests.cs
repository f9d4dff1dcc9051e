using System.Diagnostics;
using System.Net;
using System.Text.Json;
using RunFunctions.Api.Platform;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Platform;

public sealed class HealthTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task The_app_says_that_it_lives()
    {
        var live = await fixture.App.Documents.ReadAsync("/api/health/live");
        Assert.Equal(["status"], live.Members());
        Assert.Equal("alive", live.Text("status"));
    }

    [Fact]
    public async Task The_app_says_which_of_its_dependencies_answer()
    {
        var ready = await fixture.App.Documents.ReadAsync("/api/health/ready");
        Assert.Equal(["status", "database", "storage", "orchestrations", "durations_ms"], ready.Members());
        Assert.Equal(["healthy", "ok", "ok", "ok"], Words(ready));
        Assert.Equal(["database", "storage", "orchestrations"], ready.GetProperty("durations_ms").Members());
        Assert.All(ready.GetProperty("durations_ms").EnumerateObject(), took => Assert.InRange(took.Value.GetDouble(), 0.01, Readiness.Limit.TotalMilliseconds));
    }

    [Fact]
    public async Task The_app_is_not_ready_while_its_container_is_gone_and_still_lives()
    {
        await using var app = await AppHost.StartAsync();
        await app.Stored.Artifacts.DeleteAsync();

        using var ready = await app.Client.GetAsync("/api/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var body = await ready.ReadJsonAsync();
        Assert.Equal(["degraded", "ok", "error", "ok"], Words(body));
        await app.Documents.ReadAsync("/api/health/live");
    }

    [Fact]
    public async Task The_app_says_in_time_that_storage_does_not_answer_at_all()
    {
        using var storage = new SilentableStorage();
        await using var app = await AppHost.StartAsync(configure: null, "--AzureWebJobsStorage", storage.ConnectionString);
        Assert.Equal("healthy", (await app.Documents.ReadAsync("/api/health/ready")).Text("status"));
        using var nobody = app.NewClient();
        using var stranger = app.NewClient().With(await app.Services.IssueTokenAsync());

        storage.SilenceTables();
        var clock = Stopwatch.StartNew();
        var known = app.Client.GetAsync("/api/health/ready");
        var unknown = nobody.GetAsync("/api/health/ready");
        var unread = stranger.GetAsync("/api/health/ready");
        using var answer = await known;
        var body = await answer.ReadJsonAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(["degraded", "error", "ok", "error"], Words(body));
        Assert.Equal(
            [true, false, true],
            body.GetProperty("durations_ms").EnumerateObject().Select(took => took.Value.GetDouble() >= Readiness.Limit.TotalMilliseconds / 2));
        Assert.Equal(["status"], (await (await unknown).ReadJsonAsync()).Members());

        // Whose token it is cannot be found out now, which must not keep the answer waiting.
        Assert.Equal(["status"], (await (await unread).ReadJsonAsync()).Members());
        Assert.InRange(clock.Elapsed, Readiness.Limit, 3 * Readiness.Limit);

        storage.LetTablesAnswer();
        Assert.Equal("healthy", (await app.Documents.ReadAsync("/api/health/ready")).Text("status"));
    }

    [Fact]
    public async Task The_app_says_which_version_it_is()
    {
        var version = await fixture.App.Documents.ReadAsync("/api/version");
        Assert.Equal(["version", "commit", "build_date"], version.Members());
        Assert.All(version.EnumerateObject(), member => Assert.NotEmpty(member.Value.GetString()!));
    }

    private static IEnumerable<string> Words(JsonElement ready) =>
        ready.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String).Select(member => member.Value.GetString()!);
}
