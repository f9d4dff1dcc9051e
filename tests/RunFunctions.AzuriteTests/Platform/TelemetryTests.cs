using System.Collections.Concurrent;
using System.Diagnostics;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Infrastructure.Telemetry;

namespace RunFunctions.AzuriteTests.Platform;

public sealed class TelemetryTests
{
    private const string CallersSpan = "b7ad6b7169203331";

    [Fact]
    public async Task An_upload_is_one_trace_from_the_caller_through_orchestration_and_activities_to_storage()
    {
        var trace = ActivityTraceId.CreateRandom();
        ConcurrentQueue<Activity> spans = new();
        using var listener = Listen(trace, spans);
        await using var app = await AppHost.StartAsync();
        app.Client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{CallersSpan}-01");
        var uploaded = await app.Documents.UploadAsync(Pdfs.Record);
        app.Client.DefaultRequestHeaders.Remove("traceparent");
        await app.Documents.WaitForEndAsync(uploaded.RunId);
        await Eventually.TrueAsync(() => spans.Any(span => span.OperationName == "orchestration:DocumentRun"), "the end of the orchestration's span");

        var byId = spans.ToDictionary(span => span.SpanId);
        string NameOf(ActivitySpanId id) => byId.TryGetValue(id, out var span) ? Name(span) : id.ToString();
        var edges = spans.Select(span => $"{Name(span)} < {NameOf(span.ParentSpanId)}").ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                $"POST /api/documents/upload < {CallersSpan}",
                "Invoke UploadDocument < POST /api/documents/upload",
                "blob PUT < Invoke UploadDocument",
                "create_orchestration:DocumentRun < Invoke UploadDocument",
                "orchestration:DocumentRun < create_orchestration:DocumentRun",
                "activity:StartRun < orchestration:DocumentRun",
                "activity:ExtractDocumentText < orchestration:DocumentRun",
                "activity:InterpretDocumentText < orchestration:DocumentRun",
                "activity:EndRun < orchestration:DocumentRun",
                "Invoke ExtractDocumentText < activity:ExtractDocumentText",
                "blob GET < Invoke ExtractDocumentText",
                "table POST < Invoke ExtractDocumentText",
            },
            edges);
        Assert.DoesNotContain(spans, span => span.ParentSpanId.ToString() != CallersSpan && !byId.ContainsKey(span.ParentSpanId));
        Assert.Equal(201, spans.Single(span => span.Kind == ActivityKind.Server && span.ParentSpanId.ToString() == CallersSpan).GetTagItem("http.response.status_code"));

        var events = app.Log.EventsOf(uploaded.DocumentId).Where(line => line["run_id"] == uploaded.RunId && line.EventType != "RUN_VIEWED").ToList();
        Assert.Contains(events, line => line.EventType == "RUN_COMPLETED");
        Assert.All(events, line => Assert.Equal(trace.ToString(), line["TraceId"]));
    }

    [Fact]
    public async Task What_the_caller_writes_beside_the_trace_id_is_not_taken_along()
    {
        var trace = ActivityTraceId.CreateRandom();
        ConcurrentQueue<Activity> spans = new();
        using var listener = Listen(trace, spans);
        await using var app = await AppHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/version")
        {
            Headers = { { "traceparent", $"00-{trace}-{CallersSpan}-01" }, { "tracestate", "a=Quorvistal" }, { "baggage", "b=Quorvistal" } },
        };
        using var answer = await app.Client.SendAsync(request);
        await Eventually.TrueAsync(() => spans.Any(span => span.ParentSpanId.ToString() == CallersSpan), "the end of the request's span");

        Assert.All(spans, span => Assert.Null(span.TraceStateString));
        Assert.All(spans, span => Assert.Empty(span.Baggage));
    }

    [Fact]
    public async Task Traces_and_metrics_are_sent_to_the_collector_that_is_configured()
    {
        await using var collector = await Collector.StartAsync();
        await using var app = await AppHost.StartAsync(configure: null, [.. collector.Settings.SelectMany(setting => new[] { "--" + setting.Key, setting.Value })]);
        await app.Documents.UploadAndCompleteAsync();
        await app.StopAsync();

        Assert.All(
            ["runfunctions", "POST /api/documents/upload", "create_orchestration:DocumentRun", "orchestration:DocumentRun", "activity:InterpretDocumentText", "table POST"],
            name => Assert.Contains(name, collector.Traces, StringComparison.Ordinal));
        Assert.All(
            ["runfunctions.storage.calls", "runfunctions.runs.ended", "runfunctions.step.duration", "runfunctions.http.duration"],
            name => Assert.Contains(name, collector.Metrics, StringComparison.Ordinal));
    }

    private static ActivityListener Listen(ActivityTraceId trace, ConcurrentQueue<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => TelemetryExport.Sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.TraceId == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == trace)
                {
                    spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string Name(Activity span) => span.DisplayName == "Invoke" ? $"Invoke {span.GetTagItem("faas.name")}" : span.DisplayName;
}
