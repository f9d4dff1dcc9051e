using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.DurableTask;

namespace LocalRuntime.Tests.Durable;

public sealed class TracingTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;
    private readonly Activity _caller = new("caller");

    public TracingTests()
    {
        _caller.Start();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.DurableTask",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.TraceId == _caller.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == _caller.TraceId)
                {
                    _ended.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _caller.Dispose();
    }

    [Fact]
    public async Task What_a_client_asks_for_is_one_trace_through_orchestrations_and_activities()
    {
        var tasks = new TestTasks()
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child", null, new SubOrchestrationOptions(instanceId: "child-1")))
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Add", 1))
            .Activity<int, int>("Add", one => one + 1);
        await using var hub = await TestHub.StartAsync(tasks);

        await hub.RunAsync("Parent", instanceId: "parent-1");

        Assert.Equal(
            [
                "activity:Add < orchestration:Child (child-1, Server)",
                "create_orchestration:Parent < caller (parent-1, Producer)",
                "orchestration:Child < orchestration:Parent (child-1, Server)",
                "orchestration:Parent < create_orchestration:Parent (parent-1, Server)",
            ],
            Lines());
        Assert.Equal(["Completed", "Completed"], _ended.Select(span => span.GetTagItem("durabletask.task.status")).OfType<string>());
        Assert.Same(_caller, Activity.Current);
    }

    [Fact]
    public async Task The_trace_goes_on_after_a_restart()
    {
        var tasks = new TestTasks()
            .Orchestrator("Waiting", async context => await context.CallActivityAsync<int>("Add", await context.WaitForExternalEvent<int>("go")))
            .Activity<int, int>("Add", one => one + 1);
        var name = TestHub.NewName();
        await using (var first = await TestHub.StartAsync(tasks, name))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Waiting", null, new StartOrchestrationOptions("waiting-1"), TestHub.Patience);
            await first.Client.WaitForInstanceStartAsync("waiting-1", cancellation: TestHub.Patience);
            await first.Engine.StopAsync(TestHub.Patience);
        }

        await using var second = await TestHub.StartAsync(tasks, name);
        await second.Client.RaiseEventAsync("waiting-1", "go", 1, TestHub.Patience);
        await second.CompletionAsync("waiting-1");

        var lives = _ended.Where(span => span.OperationName == "orchestration:Waiting").ToList();
        Assert.Equal(["Running", "Completed"], lives.Select(span => span.GetTagItem("durabletask.task.status")));
        Assert.Equal(lives[0].ParentSpanId, lives[1].ParentSpanId);
        Assert.Equal(lives[1].SpanId, _ended.Single(span => span.OperationName == "activity:Add").ParentSpanId);
    }

    [Fact]
    public async Task A_failure_is_told_by_its_type_alone()
    {
        const string secret = "Quorvistal";
        var tasks = new TestTasks()
            .Orchestrator("Failing", async context => await context.CallActivityAsync<int>("Throw", secret))
            .Activity<string, int>("Throw", text => throw new InvalidTimeZoneException(text));
        await using var hub = await TestHub.StartAsync(tasks);

        await hub.RunAsync("Failing");

        var activity = _ended.Single(span => span.OperationName == "activity:Throw");
        Assert.Equal((ActivityStatusCode.Error, typeof(InvalidTimeZoneException).FullName), (activity.Status, activity.StatusDescription));
        Assert.Equal(ActivityStatusCode.Error, _ended.Single(span => span.OperationName == "orchestration:Failing").Status);
        Assert.DoesNotContain(_ended, span => span.TagObjects.Append(new("", span.StatusDescription)).Any(tag => $"{tag.Value}".Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_listener_code_still_runs_in_the_trace_of_whoever_asked()
    {
        _listener.Dispose();
        ActivityTraceId? seen = null;
        var tasks = new TestTasks()
            .Orchestrator("Asked", async context => await context.CallActivityAsync<int>("Look", 1))
            .Activity<int, int>("Look", one =>
            {
                seen = Activity.Current?.TraceId;
                return one;
            });
        await using var hub = await TestHub.StartAsync(tasks);

        await hub.RunAsync("Asked");

        Assert.Equal(_caller.TraceId, seen);
    }

    private List<string> Lines()
    {
        var names = _ended.Append(_caller).ToDictionary(span => span.SpanId, span => span.OperationName);
        return [.. _ended
            .Select(span => $"{span.OperationName} < {names[span.ParentSpanId]} ({span.GetTagItem("durabletask.task.instance_id")}, {span.Kind})")
            .Order(StringComparer.Ordinal)];
    }
}
