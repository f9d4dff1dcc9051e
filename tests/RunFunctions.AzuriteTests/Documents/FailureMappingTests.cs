using System.Text.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>How failures become step records and run states (specs/documents.md §2.4).</summary>
public sealed class FailureMappingTests(ScriptedAppFixture fixture) : IClassFixture<ScriptedAppFixture>
{
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task An_original_that_is_gone_before_its_run_starts_fails_the_extraction()
    {
        fixture.Interpreter.Hold();
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        await _documents.WaitForStateAsync(uploaded.RunId, "RUNNING");
        var second = await _documents.ReprocessAsync(uploaded.DocumentId);
        await InterpretingAsync(uploaded);
        await (await fixture.App.Stored.BlobAsync(uploaded.DocumentId, "original.pdf")).DeleteAsync();
        fixture.Interpreter.Release();

        Assert.Equal("FAILED", await _documents.WaitForEndAsync(second));
        var steps = await StepsAsync(uploaded.DocumentId, second);
        Assert.Equal(["EXTRACTION RUNNING 1 ", "EXTRACTION FAILED 1 EXTRACTION_FAILED"], steps.Select(Line));
        Assert.Equal("ORIGINAL_MISSING", steps[1].GetProperty("details").Text("outcome"));
        Assert.Equal("EXTRACTION_FAILED", (await _documents.DocumentAsync(uploaded.DocumentId)).Text("failure_type"));
    }

    [Fact]
    public async Task An_interpretation_that_breaks_the_contract_fails_at_once_and_names_what_is_wrong()
    {
        fixture.Interpreter.Script = _ => InterpretationResult.Invalid(
            [new InterpretationError(InterpretationErrorCode.MissingKey, "pet_name"), new InterpretationError(InterpretationErrorCode.DateNotIso, "visit_date")]);
        var uploaded = await RunToFailureAsync();
        var steps = await StepsAsync(uploaded.DocumentId, uploaded.RunId);
        Assert.Equal(
            [
                "EXTRACTION RUNNING 1 ", "EXTRACTION SUCCEEDED 1 ",
                "INTERPRETATION RUNNING 1 ", "INTERPRETATION FAILED 1 INTERPRETATION_VALIDATION_FAILED",
            ],
            steps.Select(Line));
        var details = steps[3].GetProperty("details");
        Assert.Equal(["MissingKey pet_name", "DateNotIso visit_date"], details.EnumerateObject().Select(error => error.Value.GetString()));
    }

    [Fact]
    public async Task An_unexpected_exception_is_tried_a_second_time_and_then_fails_the_run()
    {
        fixture.Interpreter.Script = _ => throw new InvalidTimeZoneException("quotes the canary Xylophonius");
        var uploaded = await RunToFailureAsync();
        var steps = await StepsAsync(uploaded.DocumentId, uploaded.RunId);
        Assert.Equal(
            [
                "EXTRACTION RUNNING 1 ", "EXTRACTION SUCCEEDED 1 ",
                "INTERPRETATION RUNNING 1 ", "INTERPRETATION FAILED 1 INTERPRETATION_FAILED",
                "INTERPRETATION RUNNING 2 ", "INTERPRETATION FAILED 2 INTERPRETATION_FAILED",
            ],
            steps.Select(Line));
        Assert.Equal("InvalidTimeZoneException", steps[5].GetProperty("details").Text("exception"));
        var events = fixture.App.Log.EventsOf(uploaded.DocumentId);
        Assert.Equal(2, events.Count(line => line.EventType == "STEP_FAILED"));
        Assert.Equal("INTERPRETATION", events.Single(line => line.EventType == "STEP_RETRIED")["step_name"]);
        Assert.DoesNotContain(fixture.App.Log.Lines, line => line.Text.Contains("Xylophonius", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_exception_that_passes_leaves_a_completed_run_with_both_attempts()
    {
        var calls = 0;
        fixture.Interpreter.Script = _ => Interlocked.Increment(ref calls) == 1 ? throw new InvalidOperationException() : null;
        var uploaded = await _documents.UploadAndCompleteAsync();
        Assert.Equal(
            ["INTERPRETATION RUNNING 1 ", "INTERPRETATION FAILED 1 INTERPRETATION_FAILED", "INTERPRETATION RUNNING 2 ", "INTERPRETATION SUCCEEDED 2 "],
            (await StepsAsync(uploaded.DocumentId, uploaded.RunId)).Skip(2).Select(Line));
    }

    [Fact]
    public async Task Raw_text_that_disappears_between_the_steps_fails_the_interpretation_after_two_attempts()
    {
        var calls = 0;
        Uploaded? uploaded = null;
        fixture.Interpreter.Script = context =>
        {
            // The first attempt takes the text away from the second.
            if (Interlocked.Increment(ref calls) == 1)
            {
                fixture.App.Stored.Artifacts.GetBlobClient(
                    $"development/documents/{context.DocumentId}/runs/{context.RunId}/raw-text.txt").Delete();
            }

            throw new InvalidOperationException();
        };
        uploaded = await RunToFailureAsync();
        var steps = await StepsAsync(uploaded.DocumentId, uploaded.RunId);
        Assert.Equal(1, calls);
        Assert.Equal("INTERPRETATION FAILED 2 INTERPRETATION_FAILED", Line(steps[^1]));
        Assert.Equal("TEXT_MISSING", steps[^1].GetProperty("details").Text("outcome"));
    }

    private async Task<Uploaded> RunToFailureAsync()
    {
        try
        {
            var uploaded = await _documents.UploadAsync(Pdfs.Record);
            Assert.Equal("FAILED", await _documents.WaitForEndAsync(uploaded.RunId));
            Assert.Equal("INTERPRETATION_FAILED", (await _documents.RunAsync(uploaded.RunId)).Text("failure_type"));
            var document = await _documents.DocumentAsync(uploaded.DocumentId);
            Assert.Equal(("FAILED", "INTERPRETATION_FAILED"), (document.Text("status"), document.Text("failure_type")));
            return uploaded;
        }
        finally
        {
            fixture.Interpreter.Script = _ => null;
        }
    }

    private Task<JsonElement> InterpretingAsync(Uploaded uploaded) => Eventually.GetAsync(
        () => _documents.RunAsync(uploaded.RunId),
        run => run.GetProperty("open_step") is { ValueKind: JsonValueKind.Object } open && open.Text("step_name") == "INTERPRETATION",
        "the run interprets");

    private async Task<List<JsonElement>> StepsAsync(string documentId, string runId) =>
        [.. (await _documents.HistoryAsync(documentId)).Single(run => run.Text("run_id") == runId).GetProperty("steps").EnumerateArray()];

    private static string Line(JsonElement step) =>
        $"{step.Text("step_name")} {step.Text("step_status")} {step.GetProperty("attempt").GetInt32()} {step.Text("error_code")}";
}
