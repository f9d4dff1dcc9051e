using System.Diagnostics;
using LocalRuntime.DurableTask.History;
using LocalRuntime.DurableTask.Storage;

namespace LocalRuntime.DurableTask.Engine;

/// <summary>
/// Spans of orchestrations and activities, under the source, names and tags of the official SDK. Without a listener the trace
/// goes on all the same, so that log lines of a request and of what it started carry one trace id, as ASP.NET Core does it.
/// </summary>
internal static class Tracing
{
    private const string TypeTag = "durabletask.type";
    private const string NameTag = "durabletask.task.name";
    private const string InstanceTag = "durabletask.task.instance_id";
    private const string TaskTag = "durabletask.task.task_id";
    private const string StatusTag = "durabletask.task.status";
    private const string Orchestration = "orchestration";
    private const string ActivityType = "activity";

    private static readonly ActivitySource Source = new("Microsoft.DurableTask");

    /// <summary>A client asks for an orchestration; within the caller's trace.</summary>
    public static Activity? StartCreation(string name, string instanceId) =>
        Start("create_orchestration", name, ActivityKind.Producer, Activity.Current?.Id)?.SetTag(TypeTag, Orchestration).SetTag(NameTag, name).SetTag(InstanceTag, instanceId);

    /// <summary>The life of an orchestration in this process, within the trace that asked for it.</summary>
    public static Activity? StartOrchestration(InstanceRecord record) =>
        Start(Orchestration, record.Name, ActivityKind.Server, record.TraceParent)
            ?.SetTag(TypeTag, Orchestration).SetTag(NameTag, record.Name).SetTag(InstanceTag, record.InstanceId);

    /// <summary>One execution of an activity, within its orchestration's.</summary>
    public static Activity? StartActivity(string instanceId, HistoryEvent scheduled, string? traceParent) =>
        Start(ActivityType, scheduled.Name!, ActivityKind.Server, traceParent)
            ?.SetTag(TypeTag, ActivityType).SetTag(NameTag, scheduled.Name).SetTag(InstanceTag, instanceId).SetTag(TaskTag, scheduled.EventId);

    /// <summary>Ends an orchestration's span with what it came to.</summary>
    public static void End(Activity? span, string status, string? errorType)
    {
        span?.SetTag(StatusTag, status);
        Fail(span, errorType);
        span?.Dispose();
    }

    /// <summary>Marks a span as failed; types only, because messages may hold what was worked on.</summary>
    public static void Fail(Activity? span, string? errorType)
    {
        if (errorType is not null)
        {
            span?.SetStatus(ActivityStatusCode.Error, errorType);
        }
    }

    private static Activity? Start(string type, string name, ActivityKind kind, string? traceParent)
    {
        // What runs in the background has a place of its own in the trace, not that of whoever happened to wake it.
        Activity.Current = null;
        var isTraced = ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent);
        var span = Source.CreateActivity($"{type}:{name}", kind, parent);
        if (span is null && isTraced)
        {
            span = new Activity($"{type}:{name}").SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
        }

        return span?.Start();
    }
}
