using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Infrastructure.Logging;
using RunFunctions.Infrastructure.Telemetry;
using RunFunctions.UnitTests.Engine;
using RunFunctions.UnitTests.Infrastructure.Telemetry;

namespace RunFunctions.UnitTests.Infrastructure.Logging;

public sealed class JsonLineFormatterTests : IDisposable
{
    private readonly LineLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void An_event_is_one_line_with_its_fields()
    {
        var happened = new RunEvent(
            RunEventTypes.StepFailed, OrganizationId.Parse("acme"), new SubjectKey(RunKind.Parse("document"), "doc-1"), RunBuilder.NewId(1),
            "request-1", new DateTimeOffset(2025, 3, 4, 5, 6, 7, TimeSpan.Zero), "EXTRACTION", 2, "EXTRACTION_FAILED");
        using var meters = new TestMeters();
        new RunEventLog(_log.Of<RunEventLog>(), new RunMetrics(meters)).Publish(happened);

        var line = _log.Single();
        Assert.Equal("2025-03-04T05:06:07Z", line.GetProperty("timestamp").GetString());
        Assert.Equal("Warning", line.GetProperty("level").GetString());
        Assert.Equal(typeof(RunEventLog).FullName, line.GetProperty("category").GetString());
        Assert.Equal("STEP_FAILED", line.GetProperty("event").GetString());
        Assert.Equal(
            ["acme", "doc-1", happened.RunId.Value, "EXTRACTION", "EXTRACTION_FAILED", "request-1", "STEP_FAILED"],
            new[] { "organization_id", "document_id", "run_id", "step_name", "error_code", "request_id", "event_type" }.Select(name => line.GetProperty(name).GetString()!));
        Assert.Equal(2, line.GetProperty("attempt").GetInt32());
    }

    [Fact]
    public void A_line_says_its_trace_and_the_request_but_nothing_of_the_server_s_scopes()
    {
        using var activity = new Activity("request").Start();
        var logger = _log.Of<JsonLineFormatterTests>();
        using (logger.BeginScope(new Dictionary<string, object> { ["request_id"] = "r-1", ["RequestPath"] = "/api/Quorvistal" }))
        {
            logger.Log(LogLevel.Information, new EventId(7, "SomethingHappened"), "text", null, (text, _) => text);
        }

        var line = _log.Single();
        Assert.Equal(
            [activity.TraceId.ToString(), activity.SpanId.ToString(), "r-1", "SomethingHappened"],
            new[] { "trace_id", "span_id", "request_id", "event" }.Select(name => line.GetProperty(name).GetString()));
        Assert.DoesNotContain("Quorvistal", line.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_stays_one_line_whatever_is_in_it()
    {
        _log.Of<JsonLineFormatterTests>().Log(LogLevel.Error, default, "two\nlines \"quoted\"", new InvalidOperationException("and\nmore"), (text, _) => text);

        var line = _log.Single();
        Assert.Equal("two\nlines \"quoted\"", line.GetProperty("message").GetString());
        Assert.Contains("InvalidOperationException", line.GetProperty("exception").GetString(), StringComparison.Ordinal);
    }

    /// <summary>A logger factory whose lines go through the formatter.</summary>
    private sealed class LineLog : ILoggerProvider, ISupportExternalScope
    {
        private readonly StringWriter _written = new();
        private readonly JsonLineFormatter _formatter = new(TimeProvider.System);
        private readonly LoggerFactory _factory;
        private IExternalScopeProvider? _scopes;

        public LineLog() => _factory = new LoggerFactory(
            [this],
            Mock.Of<IOptionsMonitor<LoggerFilterOptions>>(options => options.CurrentValue == new LoggerFilterOptions()),
            Options.Create(new LoggerFactoryOptions { ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId }));

        public ILogger<T> Of<T>() => _factory.CreateLogger<T>();

        public JsonElement Single() => JsonSerializer.Deserialize<JsonElement>(Assert.Single(_written.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)));

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void Dispose() => _written.Dispose();

        private sealed class Logger(LineLog log, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
                => log._scopes?.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                log._formatter.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), log._scopes, log._written);
        }
    }
}
