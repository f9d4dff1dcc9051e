using System.Net;
using Microsoft.Extensions.Logging;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.LanguageModel;
using RunFunctions.Infrastructure.LanguageModel;
using RunFunctions.TestSupport;

namespace RunFunctions.UnitTests.Infrastructure.LanguageModel;

/// <summary>Against an endpoint of this process; nothing leaves the machine.</summary>
public sealed class OpenAiLanguageModelTests : IAsyncLifetime
{
    private static readonly DocumentText Text = new("Paciente: Trufa", [new PageText(1, 0, 15, 15, 0, 0)]);
    private readonly RecordingLogger _log = new();
    private FakeLanguageModel _endpoint = null!;

    public async Task InitializeAsync() => _endpoint = await FakeLanguageModel.StartAsync();

    public Task DisposeAsync() => _endpoint.DisposeAsync().AsTask();

    [Fact]
    public async Task A_good_answer_is_read_and_priced()
    {
        _endpoint.Say(("pet_name", "Trufa", "Paciente: Trufa"));
        var reading = await AskAsync(settings => settings with { InputPrice = 2m, OutputPrice = 10m, Currency = "EUR" });
        Assert.Equal(("llm::test-model", (ModelFault?)null), (reading.MappingId, reading.Fault));
        Assert.Equal([new QuotedValue("pet_name", "Trufa", "Paciente: Trufa")], reading.Values);
        Assert.Equal(new ModelUsage(FakeLanguageModel.InputTokens, FakeLanguageModel.OutputTokens, 0.0025m, "EUR"), reading.Usage);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task The_question_has_the_model_the_schema_and_the_text()
    {
        _endpoint.Say();
        await AskAsync(settings => settings with { ApiKey = "secret", Temperature = null });
        var asked = Assert.Single(_endpoint.Asked);
        Assert.Equal("test-model", asked["model"]!.GetValue<string>());
        Assert.Equal("json_schema", asked["response_format"]!["type"]!.GetValue<string>());
        Assert.Equal(QuotedAnswer.Schema, asked["response_format"]!["json_schema"]!["schema"]!.ToJsonString());
        Assert.Contains(Text.Text, asked["messages"]!.AsArray()[^1]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(asked["temperature"]);
        Assert.Equal("Bearer secret", Assert.Single(_endpoint.Authorizations));
    }

    [Fact]
    public async Task A_slow_endpoint_is_not_waited_for()
    {
        _endpoint.SayNothing();
        Assert.Equal(ModelFault.TimedOut, (await AskAsync(settings => settings with { Timeout = TimeSpan.FromMilliseconds(300) })).Fault);
        AssertLogged(ModelFault.TimedOut);
    }

    [Fact]
    public async Task Whoever_stops_the_step_stops_the_question()
    {
        _endpoint.SayNothing();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(settings => settings, stop.Token));
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":null}}]}""")]
    [InlineData("""{"choices":[{"index":0,"finish_reason":"never heard of","message":{"role":"assistant","content":"{}"}}]}""")]
    public async Task A_malformed_answer_is_none(string body)
    {
        _endpoint.SendBody(body);
        Assert.Equal(ModelFault.InvalidAnswer, (await AskAsync()).Fault);
        AssertLogged(ModelFault.InvalidAnswer);
    }

    [Theory]
    [InlineData("The patient is called Trufa.", "stop")]
    [InlineData("""{"fields":[{"key":"shoe_size","value":"Trufa","quote":"Paciente: Trufa"}]}""", "stop")]
    [InlineData("""{"fields":[]}""", "length")]
    [InlineData("""{"fields":[{"key":"pet_na""", "length")]
    public async Task Content_that_is_cut_off_or_not_of_the_schema_is_none_and_was_paid_for(string content, string finishReason)
    {
        _endpoint.Say(content, finishReason);
        var reading = await AskAsync();
        Assert.Equal(ModelFault.InvalidAnswer, reading.Fault);
        Assert.Empty(reading.Values);
        Assert.Equal(FakeLanguageModel.InputTokens, reading.Usage!.InputTokens);
    }

    [Fact]
    public async Task No_more_of_an_answer_is_read_than_it_may_have()
    {
        _endpoint.SendBody(new string(' ', 2_000_000));
        Assert.Equal(ModelFault.AnswerTooLarge, (await AskAsync(settings => settings with { MaxAnswerBytes = 100_000 })).Fault);
        AssertLogged(ModelFault.AnswerTooLarge);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task An_endpoint_that_refuses_is_asked_once(HttpStatusCode status)
    {
        _endpoint.SendBody("""{"error":{"message":"Paciente: Trufa"}}""", status);
        Assert.Equal(ModelFault.Refused, (await AskAsync()).Fault);
        Assert.Single(_endpoint.Asked);
        AssertLogged(ModelFault.Refused);
    }

    [Fact]
    public async Task A_text_is_not_sent_to_where_the_endpoint_points()
    {
        await using var elsewhere = await FakeLanguageModel.StartAsync();
        elsewhere.Say();
        _endpoint.Behaviour = (http, _) =>
        {
            http.Response.StatusCode = (int)HttpStatusCode.TemporaryRedirect;
            http.Response.Headers.Location = elsewhere.Endpoint + "/chat/completions";
            return Task.CompletedTask;
        };
        Assert.NotNull((await AskAsync()).Fault);
        Assert.Empty(elsewhere.Asked);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_a_fault()
    {
        await _endpoint.DisposeAsync();
        Assert.Equal(ModelFault.Unreachable, (await AskAsync()).Fault);
        _endpoint = await FakeLanguageModel.StartAsync();
    }

    [Fact]
    public async Task A_text_that_is_too_long_stays_here()
    {
        Assert.Equal(ModelFault.TextTooLong, (await AskAsync(settings => settings with { MaxTextLength = Text.Text.Length - 1 })).Fault);
        Assert.Empty(_endpoint.Asked);
    }

    [Theory]
    [InlineData("models.example.org", "m", false, "no address")]
    [InlineData("ftp://models.example.org", "m", false, "no address")]
    [InlineData("http://models.example.org/v1", "m", false, "without TLS")]
    [InlineData("https://models.example.org/v1", "", false, "Documents:LanguageModel:Model")]
    public void Settings_that_cannot_work_are_said_to(string endpoint, string model, bool allowHttp, string message)
    {
        var settings = new LanguageModelSettings { Endpoint = endpoint, Model = model, AllowHttp = allowHttp };
        Assert.Contains(message, Assert.Throws<InvalidOperationException>(settings.ReadEndpoint).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://models.example.org/v1", false)]
    [InlineData("http://localhost:11434/v1", false)]
    [InlineData("http://models.internal/v1", true)]
    public void Settings_that_can_work_are_taken(string endpoint, bool allowHttp)
        => Assert.Equal(endpoint, new LanguageModelSettings { Endpoint = endpoint, Model = "m", AllowHttp = allowHttp }.ReadEndpoint().ToString());

    private async Task<ModelReading> AskAsync(
        Func<LanguageModelSettings, LanguageModelSettings>? with = null, CancellationToken cancellationToken = default)
    {
        var settings = new LanguageModelSettings { Endpoint = _endpoint.Endpoint, Model = FakeLanguageModel.Model };
        using var model = new OpenAiLanguageModel(with?.Invoke(settings) ?? settings, TimeProvider.System, _log);
        return await model.ReadAsync(Text, cancellationToken);
    }

    private void AssertLogged(ModelFault fault)
    {
        var line = Assert.Single(_log.Lines);
        Assert.Contains(fault.ToString(), line, StringComparison.Ordinal);
        Assert.DoesNotContain("Trufa", line, StringComparison.Ordinal);
    }

    private sealed class RecordingLogger : ILogger<OpenAiLanguageModel>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Lines.Add($"{formatter(state, exception)} {exception}");
    }
}
