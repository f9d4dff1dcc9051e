using System.Net;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>Runs of an app that asks a language model; the endpoint is in this process.</summary>
public sealed class LanguageModelTests : IAsyncLifetime
{
    private FakeLanguageModel _model = null!;
    private AppHost _app = null!;

    public async Task InitializeAsync()
    {
        _model = await FakeLanguageModel.StartAsync();
        _app = await AppHost.StartAsync(
            configure: null, "--Documents:LanguageModel:Endpoint", _model.Endpoint, "--Documents:LanguageModel:Model", FakeLanguageModel.Model,
            "--Documents:LanguageModel:InputPrice", "2", "--Documents:LanguageModel:OutputPrice", "10", "--Documents:LanguageModel:Timeout", "00:00:05");
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _model.DisposeAsync();
    }

    [Fact]
    public async Task What_the_model_read_is_in_the_review_with_its_evidence_and_its_price()
    {
        _model.Say(("symptoms", "difficulty chewing", "difficulty chewing"), ("breed", "Poodle", "Breed: Poodle"));
        var (data, run) = await InterpretAsync();
        var symptom = Assert.Single(Fields(data), field => field.Text("mapping_id") == "llm::test-model");
        Assert.Equal(("symptoms", "difficulty chewing"), (symptom.Text("key"), symptom.Text("value")));
        Assert.Equal(1, symptom.GetProperty("evidence").GetProperty("page").GetInt32());
        Assert.DoesNotContain(Fields(data), field => field.Text("value") == "Poodle");
        var summary = data.GetProperty("summary").GetProperty("language_model");
        Assert.Equal(["model", "values_given", "values_found", "usage"], summary.Members());
        Assert.Equal((2, 1), (summary.GetProperty("values_given").GetInt32(), summary.GetProperty("values_found").GetInt32()));
        Assert.Equal(["input_tokens", "output_tokens", "cost", "currency"], summary.GetProperty("usage").Members());
        Assert.Equal(0.0025m, summary.GetProperty("usage").GetProperty("cost").GetDecimal());
        Assert.Equal("runfunctions-interpreter/1+llm::test-model", await InterpreterAsync(run));
        Assert.Single(_model.Asked);
    }

    [Theory]
    [InlineData("500", "REFUSED")]
    [InlineData("slow", "TIMED_OUT")]
    [InlineData("malformed", "INVALID_ANSWER")]
    [InlineData("oversized", "ANSWER_TOO_LARGE")]
    public async Task A_model_that_fails_leaves_the_rules_and_a_warning(string how, string fault)
    {
        Misbehave(how);
        var (data, run) = await InterpretAsync();
        Assert.Contains(Fields(data), field => field.Text("key") == "pet_name" && field.Text("value") == "Waffles");
        Assert.DoesNotContain(Fields(data), field => field.Text("mapping_id")?.StartsWith("llm::", StringComparison.Ordinal) == true);
        Assert.Equal(["LANGUAGE_MODEL_FAILED"], data.GetProperty("summary").GetProperty("warning_codes").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal(fault, data.GetProperty("summary").GetProperty("language_model").Text("fault"));
        Assert.Equal("runfunctions-interpreter/1", await InterpreterAsync(run));
        Assert.DoesNotContain(_app.Log.Lines, line => line.Text.Contains("Waffles", StringComparison.Ordinal));
    }

    private void Misbehave(string how)
    {
        switch (how)
        {
            case "500":
                _model.SendBody("""{"error":{"message":"Waffles"}}""", HttpStatusCode.InternalServerError);
                break;
            case "slow":
                _model.SayNothing();
                break;
            case "malformed":
                _model.Say("Waffles is a dog.");
                break;
            default:
                _model.SendBody(new string(' ', 3_000_000));
                break;
        }
    }

    private async Task<(JsonElement Data, string Run)> InterpretAsync()
    {
        var uploaded = await _app.Documents.UploadAndCompleteAsync();
        var review = await _app.Documents.ReadAsync($"/api/documents/{uploaded.DocumentId}/review");
        return (review.GetProperty("active_interpretation").GetProperty("data"), uploaded.RunId);
    }

    private async Task<string?> InterpreterAsync(string runId) =>
        (await _app.Stored.AppRowsAsync()).Single(row =>
            row.RowKey.StartsWith("artifact|", StringComparison.Ordinal) && row.RowKey.Contains(runId, StringComparison.Ordinal)
            && row.GetString("Type") == "STRUCTURED_INTERPRETATION").GetString("Producer");

    private static IEnumerable<JsonElement> Fields(JsonElement data) => data.GetProperty("fields").EnumerateArray()
        .Concat(data.GetProperty("visits").EnumerateArray().SelectMany(visit => visit.GetProperty("fields").EnumerateArray()));
}
