using Azure.Core.Pipeline;
using Azure.Data.Tables;
using LocalRuntime.DurableTask.Engine;
using LocalRuntime.DurableTask.History;
using LocalRuntime.DurableTask.Replay;
using LocalRuntime.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RunFunctions.TestSupport;

namespace LocalRuntime.Tests.Durable;

/// <summary>An engine on a hub of its own on the test's storage emulator.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    private TestHub(string name, DurableEngine engine)
    {
        Name = name;
        Engine = engine;
        Client = new LocalDurableTaskClient(engine, JsonDataConverter.Default);
    }

    /// <summary>Gives up a test that hangs.</summary>
    public static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    public string Name { get; }

    public DurableEngine Engine { get; }

    public LocalDurableTaskClient Client { get; }

    public static string NewName() => TestAzurite.NewPrefix("hub");

    /// <summary>Every row of a hub's table, in order.</summary>
    /// <param name="hub">Name of the hub.</param>
    /// <param name="table">Instances or History.</param>
    public static async Task<List<TableEntity>> RowsAsync(string hub, string table)
    {
        List<TableEntity> rows = [];
        await foreach (var row in new TableClient(TestAzurite.ConnectionString, hub + table).QueryAsync<TableEntity>())
        {
            rows.Add(row);
        }

        return rows;
    }

    public static TestHub Create(
        ITaskCatalog tasks,
        string? name = null,
        TimeProvider? time = null,
        HttpPipelineTransport? transport = null,
        EngineOptions? options = null,
        ILoggerFactory? loggers = null)
    {
        name ??= NewName();
        var hub = new TaskHub(name, TestAzurite.ConnectionString, transport);
        options ??= new EngineOptions { RetryDelay = TimeSpan.FromMilliseconds(5) };
        return new TestHub(name, new DurableEngine(hub, tasks, JsonDataConverter.Default, options, time ?? TimeProvider.System, loggers ?? NullLoggerFactory.Instance));
    }

    public static async Task<TestHub> StartAsync(
        ITaskCatalog tasks,
        string? name = null,
        TimeProvider? time = null,
        HttpPipelineTransport? transport = null,
        EngineOptions? options = null,
        ILoggerFactory? loggers = null)
    {
        var hub = Create(tasks, name, time, transport, options, loggers);
        await hub.Engine.StartAsync(Patience);
        return hub;
    }

    /// <summary>Starts an instance and waits for its end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, string? instanceId = null)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(instanceId), Patience);
        return await CompletionAsync(id);
    }

    public Task<OrchestrationMetadata> CompletionAsync(string instanceId) => Client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, Patience);

    public async Task<IReadOnlyList<EventType>> HistoryAsync(string instanceId) =>
        [.. (await Engine.History.ReadAsync(instanceId, Patience)).Select(@event => @event.Type)];

    /// <summary>Ends the engine as a crash would: nothing is finished, nothing more is written.</summary>
    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
