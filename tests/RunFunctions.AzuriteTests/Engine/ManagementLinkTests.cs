using System.Net;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>The durable engine's management addresses hold a key to every orchestration: admins and other systems get them, nobody else.</summary>
public sealed class ManagementLinkTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly string[] Management = ["status_query_get_uri", "terminate_post_uri", "suspend_post_uri", "resume_post_uri"];

    [Theory]
    [InlineData(Role.Submitter)]
    [InlineData(Role.Reviewer)]
    [InlineData(Role.Clinician)]
    [InlineData(Role.Exporter)]
    public async Task Others_see_a_run_without_them(Role role)
    {
        var run = await ReadAsync(role);
        Assert.All(Management, link => Assert.Equal(JsonValueKind.Null, run.GetProperty("links").GetProperty(link).ValueKind));
        Assert.DoesNotContain("code=", run.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Admin)]
    [InlineData(Role.Service)]
    public async Task Those_of_admins_and_systems_work_and_do_not_without_their_key(Role role)
    {
        var status = new Uri((await ReadAsync(role)).GetProperty("links").Text("status_query_get_uri")!);
        Assert.Contains("code=", status.Query, StringComparison.Ordinal);

        using var stranger = fixture.App.NewClient();
        using var answered = await stranger.GetAsync(status);

        // 202 as long as the orchestration has not quite ended.
        Assert.True(answered.IsSuccessStatusCode);
        using var refused = await stranger.GetAsync(new Uri(status.GetLeftPart(UriPartial.Path)));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var authorized = await fixture.App.Client.GetAsync(new Uri(status.GetLeftPart(UriPartial.Path)));
        Assert.Equal(HttpStatusCode.Unauthorized, authorized.StatusCode);
    }

    [Fact]
    public async Task Nobody_sees_them_when_they_are_switched_off()
    {
        await using var app = await AppHost.StartAsync(configure: null, "--Engine:ManagementLinks", "false");
        Assert.DoesNotContain("code=", (await ReadAsync(app, Role.Admin)).GetRawText(), StringComparison.Ordinal);
    }

    private Task<JsonElement> ReadAsync(Role role) => ReadAsync(fixture.App, role);

    private static async Task<JsonElement> ReadAsync(AppHost app, Role role)
    {
        var uploaded = await app.Documents.UploadAndCompleteAsync();
        using var client = await app.NewClientAsync(TestCallers.Organization, UserId.Parse("ada"), role);
        using var answer = await client.GetAsync($"/api/runs/{uploaded.RunId}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadJsonAsync();
    }
}
