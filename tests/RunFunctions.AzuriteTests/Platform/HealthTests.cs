using System.Net;
using RunFunctions.AzuriteTests.Support;

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
        Assert.Equal(["status", "database", "storage", "orchestrations"], ready.Members());
        Assert.Equal(["healthy", "ok", "ok", "ok"], ready.EnumerateObject().Select(member => member.Value.GetString()!));
    }

    [Fact]
    public async Task The_app_is_not_ready_while_its_container_is_gone_and_still_lives()
    {
        await using var app = await AppHost.StartAsync();
        await app.Stored.Artifacts.DeleteAsync();

        using var ready = await app.Client.GetAsync("/api/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var body = await ready.ReadJsonAsync();
        Assert.Equal(["degraded", "ok", "error", "ok"], body.EnumerateObject().Select(member => member.Value.GetString()!));
        await app.Documents.ReadAsync("/api/health/live");
    }

    [Fact]
    public async Task The_app_says_which_version_it_is()
    {
        var version = await fixture.App.Documents.ReadAsync("/api/version");
        Assert.Equal(["version", "commit", "build_date"], version.Members());
        Assert.All(version.EnumerateObject(), member => Assert.NotEmpty(member.Value.GetString()!));
    }
}
