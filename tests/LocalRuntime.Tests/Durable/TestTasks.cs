using System.Collections.Concurrent;
using LocalRuntime.DurableTask.Replay;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace LocalRuntime.Tests.Durable;

/// <summary>Orchestrators and activities of a test, by name, with a count of how often each activity ran.</summary>
internal sealed class TestTasks : ITaskCatalog
{
    private readonly Dictionary<string, Orchestrator> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Activity> _activities = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, int> _runs = new(StringComparer.OrdinalIgnoreCase);

    public int Runs(string activity) => _runs.GetValueOrDefault(activity);

    public TestTasks Orchestrator<T>(string name, Func<TaskOrchestrationContext, Task<T>> code)
    {
        _orchestrators[name] = async context => await code(context);
        return this;
    }

    public TestTasks Orchestrator(string name, Func<TaskOrchestrationContext, Task> code)
    {
        _orchestrators[name] = async context =>
        {
            await code(context);
            return null;
        };
        return this;
    }

    public TestTasks Activity<TIn, TOut>(string name, Func<TIn, TOut> code) => Activity<TIn, TOut>(name, (input, _) => Task.FromResult(code(input)));

    public TestTasks Activity<TIn, TOut>(string name, Func<TIn, CancellationToken, Task<TOut>> code)
    {
        _activities[name] = async (call, cancellation) =>
        {
            _runs.AddOrUpdate(name, 1, (_, count) => count + 1);
            return await code(JsonDataConverter.Default.Deserialize<TIn>(call.Input)!, cancellation);
        };
        return this;
    }

    public Orchestrator? FindOrchestrator(string name) => _orchestrators.GetValueOrDefault(name);

    public Activity? FindActivity(string name) => _activities.GetValueOrDefault(name);
}
