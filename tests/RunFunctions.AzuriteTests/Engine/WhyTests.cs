using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary><c>GET /api/runs/{id}/why</c>; the table of all situations is with the rule.</summary>
public sealed class WhyTests(WhyTests.Fixture fixture) : IClassFixture<WhyTests.Fixture>
{
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task A_run_that_works_a_run_that_waits_for_it_and_one_behind_that()
    {
        fixture.Interpreter.Hold();
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        var second = await _documents.ReprocessAsync(uploaded.DocumentId);
        var third = await _documents.ReprocessAsync(uploaded.DocumentId);

        var first = await UntilAsync(uploaded.RunId, "WORKING");
        Assert.Equal(["run_id", "state", "code", "sentence", "since", "next_at", "related_run_id", "details"], first.Members());
        Assert.Equal("INTERPRETATION", first.GetProperty("details").Text("step_name"));
        var waiting = await WhyAsync(second);
        Assert.Equal(("WAITING_FOR_SLOT", uploaded.RunId, "QUEUED"), (waiting.Text("code"), waiting.Text("related_run_id"), waiting.Text("state")));
        var behind = await WhyAsync(third);
        Assert.Equal(("WAITING_BEHIND_OLDER_RUNS", "1"), (behind.Text("code"), behind.GetProperty("details").Text("runs_ahead")));

        using var asked = await fixture.App.Client.PostAsync($"/api/runs/{uploaded.RunId}/cancel", content: null);
        Assert.Equal("CANCEL_REQUESTED", (await WhyAsync(uploaded.RunId)).Text("code"));
        fixture.Interpreter.Release();
        await _documents.WaitForEndAsync(third);
        var cancelled = await WhyAsync(uploaded.RunId);
        Assert.Equal(("CANCELLED", TestCallers.User.Value), (cancelled.Text("code"), cancelled.GetProperty("details").Text("requested_by")));
        Assert.Equal("COMPLETED", (await WhyAsync(third)).Text("code"));
    }

    [Fact]
    public async Task A_queued_run_that_was_never_scheduled()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var queued = await fixture.App.Services.GetRequiredService<ReprocessDocument>().HandleAsync(
            TestCallers.Origin("request-1"), DocumentId.Parse(uploaded.DocumentId), CancellationToken.None);

        var why = await WhyAsync(queued.Value!.Id.Value);

        Assert.Equal("NOT_SCHEDULED", why.Text("code"));
        Assert.True(why.Time("next_at") > why.Time("since"));
    }

    [Theory]
    [InlineData("suspend_post_uri", "ORCHESTRATION_SUSPENDED")]
    [InlineData("terminate_post_uri", "ORCHESTRATION_TERMINATED")]
    public async Task Somebody_tampered_with_the_orchestration_of_a_waiting_run(string link, string code)
    {
        fixture.Interpreter.Hold();
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        await UntilAsync(uploaded.RunId, "WORKING");
        var tampered = (await _documents.RunAsync(uploaded.RunId)).GetProperty("links").Text(link)!;
        using var answer = await fixture.App.Client.PostAsync(new Uri(tampered.Replace("{text}", "test", StringComparison.Ordinal)), content: null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);

        await UntilAsync(uploaded.RunId, code);
        fixture.Interpreter.Release();
    }

    [Fact]
    public async Task A_run_that_failed_names_step_and_code()
    {
        fixture.Interpreter.Script = _ => InterpretationResult.Invalid([new InterpretationError(InterpretationErrorCode.MissingKey, "pet_name")]);
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        Assert.Equal("FAILED", await _documents.WaitForEndAsync(uploaded.RunId));
        fixture.Interpreter.Script = _ => null;

        var why = await WhyAsync(uploaded.RunId);

        Assert.Equal("FAILED", why.Text("code"));
        Assert.Equal("It failed in step INTERPRETATION with INTERPRETATION_VALIDATION_FAILED.", why.Text("sentence"));
        Assert.Equal("INTERPRETATION", why.GetProperty("details").Text("step_name"));
    }

    private Task<JsonElement> WhyAsync(string run) => _documents.ReadAsync($"/api/runs/{run}/why");

    private Task<JsonElement> UntilAsync(string run, string code) =>
        Eventually.GetAsync(() => WhyAsync(run), why => why.Text("code") == code && (code != "WORKING" || why.GetProperty("details").Text("step_name") == "INTERPRETATION"), code);

    /// <summary>Recovery has nothing to repair for as long as a test lasts.</summary>
    public sealed class Fixture() : ScriptedAppFixture(["--Engine:ScheduleGrace", "00:10:00"]);
}
