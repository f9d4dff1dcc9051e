using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary><c>GET /api/runs/{id}/why</c> where concurrency is limited.</summary>
public sealed class WhyWithLimitTests(WhyWithLimitTests.Fixture fixture) : IClassFixture<WhyWithLimitTests.Fixture>
{
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task A_run_that_waits_because_as_many_run_as_may_says_so_until_there_is_a_place()
    {
        fixture.Interpreter.Hold();
        var running = await _documents.UploadAsync(Pdfs.Record);
        await _documents.WaitForStateAsync(running.RunId, "RUNNING");
        var waiting = await _documents.UploadAsync(Pdfs.Record);

        var why = await Eventually.GetAsync(
            () => _documents.ReadAsync($"/api/runs/{waiting.RunId}/why"), read => read.Text("code") == "WAITING_FOR_LIMIT", "a run that waits for the limit");
        Assert.Equal(("QUEUED", "Engine:Concurrency:PerOrganization"), (why.Text("state"), why.GetProperty("details").Text("limit")));

        fixture.Interpreter.Release();
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(waiting.RunId));
        Assert.Equal("COMPLETED", (await _documents.ReadAsync($"/api/runs/{waiting.RunId}/why")).Text("code"));
    }

    /// <summary>One run of an organization at a time.</summary>
    public sealed class Fixture() : ScriptedAppFixture(["--Engine:Concurrency:PerOrganization", "1"]);
}
