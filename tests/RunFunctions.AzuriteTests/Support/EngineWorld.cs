using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Application.Webhooks;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.Infrastructure.Runtime;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>
/// The engine's use cases on real tables with their own prefix, without HTTP and orchestrations: tests say themselves who
/// calls what, and when. Several workers can share one world; each has its own memory of rows, like a process.
/// </summary>
internal sealed class EngineWorld : IAsyncDisposable
{
    public static readonly OrganizationId Organization = OrganizationId.Parse("acme");
    public static readonly RunKind Kind = RunKind.Parse("document");

    private readonly string _prefix = TestAzurite.NewPrefix();
    private readonly ServiceProvider _meters = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public TestClock Clock { get; } = new();

    public RunSettings Settings { get; init; } = new();

    public ConcurrencyLimits Concurrency { get; init; } = new();

    public WebhookSettings Webhooks { get; init; } = new();

    public RecordingScheduler Scheduler { get; } = new();

    public ConcurrentQueue<RunEvent> Events { get; } = new();

    public ConcurrentQueue<(RunId Run, RunState? Latest)> Projections { get; } = new();

    public static async Task<EngineWorld> CreateAsync(RunSettings? settings = null, ConcurrencyLimits? concurrency = null)
    {
        var world = new EngineWorld { Settings = settings ?? new RunSettings(), Concurrency = concurrency ?? new ConcurrencyLimits() };
        using var setup = new StorageSetup(world.Clients());
        await setup.EnsureAsync(CancellationToken.None);
        return world;
    }

    public StorageClients Clients() => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", TestAzurite.ConnectionString)]).Build(),
        new StorageNames(_prefix),
        new StorageCallPolicy(_meters.GetRequiredService<IMeterFactory>()));

    /// <summary>A process of its own: its own memory and identity, the same storage and clock.</summary>
    public Worker NewWorker(string name = "worker-a") => new(this, name);

    public SubjectKey NewSubject() => new(Kind, Guid.NewGuid().ToString("D"));

    public async ValueTask DisposeAsync()
    {
        await _meters.DisposeAsync();
        await TestStorage.DeleteAsync(_prefix);
    }

    internal sealed class Worker
    {
        public Worker(EngineWorld world, string name)
        {
            var clients = world.Clients();
            Store = new RunTable(clients, new RandomIdSource(), new RunWaiters(world.Settings));
            Index = new RunIndexTable(clients, new RandomIdSource(), world.Clock);
            Artifacts = new ArtifactBlobs(clients);
            Places = new RunPlaceTable(clients, new RandomIdSource());
            var concurrency = new RunConcurrency(Places, world.Concurrency);
            var identity = new WorkerIdentity(name);
            var plans = new OnePlan(world);
            Writer = new RunWriter(Store, new Log(world), Transitions);
            var webhooks = new WebhookTable(clients, new RandomIdSource());
            Directory = new WebhookDirectory(webhooks, world.Webhooks, world.Clock);
            Webhooks = webhooks;
            Deliveries = new DeliveryTable(clients, new RandomIdSource());
            QueueDeliveries = new QueueDeliveries(Directory, Deliveries, Store, world.Clock);
            Keeper = new RunLeaseKeeper(Store, Writer, identity, world.Settings, world.Clock);
            Queue = new QueueRun(Store, Index, new AdmitRun(Index, world.Concurrency), Writer, new RandomIdSource(), world.Clock);
            Start = new StartRun(Store, Writer, Index, concurrency, Keeper, identity, world.Settings, world.Clock);
            Step = new ExecuteStep(Store, Index, Writer, Keeper, identity, world.Settings, world.Clock);
            End = new EndRun(Store, Index, concurrency, plans, QueueDeliveries, Writer, Keeper, identity, world.Clock);
            Cancel = new CancelRun(Writer, End, plans, Keeper, world.Clock);
            Recover = new RecoverRuns(Index, Store, plans, Writer, End, concurrency, new RecoveryTable(clients, new RandomIdSource()), identity, world.Settings, world.Clock);
        }

        public RunTable Store { get; }

        public RunIndexTable Index { get; }

        public RunPlaceTable Places { get; }

        public ArtifactBlobs Artifacts { get; }

        public RunWriter Writer { get; }

        /// <summary>What happened here and is not queued for webhooks yet: nobody does unless a test does.</summary>
        public TransitionFeed Transitions { get; } = new();

        public WebhookDirectory Directory { get; }

        public WebhookTable Webhooks { get; }

        public DeliveryTable Deliveries { get; }

        public QueueDeliveries QueueDeliveries { get; }

        public RunLeaseKeeper Keeper { get; }

        public QueueRun Queue { get; }

        public StartRun Start { get; }

        public ExecuteStep Step { get; }

        public EndRun End { get; }

        public CancelRun Cancel { get; }

        public RecoverRuns Recover { get; }

        /// <summary>Queues the first run of a new subject.</summary>
        public async Task<RunDecision> QueueFirstAsync(SubjectKey subject) => await Queue.ForNewSubjectAsync(
            Origin("request-1"),
            subject,
            async decision => Assert.True(await Store.TryWriteAsync(Organization, decision, null, null, CancellationToken.None)),
            CancellationToken.None);

        public async Task<RunId> QueueAgainAsync(SubjectKey subject) =>
            (await Queue.HandleAsync(Origin("request-2"), subject, CancellationToken.None)).Value!.Run.Id;

        public Task<StartResult> StartAsync(RunId run) => Start.HandleAsync(Organization, run, CancellationToken.None);

        public Task<StepResult> StepAsync(RunId run, int epoch, StepDefinition step, int attempt = 1, StepWork? work = null) => Step.HandleAsync(
            new StepCommand(Organization, run, epoch, step, attempt),
            (_, _) => Task.FromResult(work ?? new StepWork.Produced([])),
            CancellationToken.None);

        public Task<EndResult> EndAsync(RunId run, RunCommand command, string? failureType = null, int? epoch = 1) =>
            End.HandleAsync(new EndCommand(Organization, run, command, failureType, epoch), CancellationToken.None);

        public async Task<Run> ReadAsync(RunId run) => (await Store.FindAsync(Organization, run, CancellationToken.None))!.Value;
    }

    public static RequestOrigin Origin(string request) => new(Organization, UserId.Parse("user"), request);

    private sealed class OnePlan(EngineWorld world) : IRunPlan, IRunPlans
    {
        public RunKind Kind => EngineWorld.Kind;

        public IReadOnlyList<StepDefinition> Steps => Core.Documents.Domain.DocumentSteps.All;

        public IReadOnlyDictionary<string, int> CallsAfterEnding => StorageOperations.None;

        public Task<string?> FindInputHashAsync(Run run, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
        public IReadOnlyCollection<RunKind> Kinds => [Kind];

        public Task<bool> IsUnderReviewAsync(Run run, RunSubject subject, IReadOnlyList<Run> runs, CancellationToken cancellationToken) =>
            Task.FromResult(subject.LatestCompletedRunId == run.Id);

        public Task ProjectRemovalAsync(OrganizationId organization, RunSubject subject, CancellationToken cancellationToken) => Task.CompletedTask;

        public IRunPlan For(RunKind kind) => this;

        public Task ProjectAsync(Run run, RunSubject subject, CancellationToken cancellationToken)
        {
            world.Projections.Enqueue((run.Id, subject.Latest?.State));
            return Task.CompletedTask;
        }
    }

    private sealed class Log(EngineWorld world) : IRunEventLog
    {
        public void Publish(RunEvent happened) => world.Events.Enqueue(happened);
    }
}
