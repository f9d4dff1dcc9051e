using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Api.Engine.Webhooks;
using RunFunctions.Api.Platform;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.Infrastructure.Logging;
using RunFunctions.Infrastructure.Runtime;
using RunFunctions.Infrastructure.Telemetry;

namespace RunFunctions.Api.Engine;

public static class EngineServices
{
    public static IServiceCollection AddEngine(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Engine").Get<RunSettings>() ?? new RunSettings())
        .AddSingleton(ConcurrencyLimits.Of(configuration.GetSection("Engine:Concurrency").Get<ConcurrencySettings>() ?? new ConcurrencySettings()))
        .AddSingleton(provider => new WorkerIdentity(
            $"{Environment.MachineName}-{provider.GetRequiredService<IIdSource>().NewId():N}", BuildOf(provider.GetRequiredService<BuildInformation>())))
        .AddSingleton<RunWaiters>()
        .AddSingleton<IRunChanges>(provider => provider.GetRequiredService<RunWaiters>())
        .AddSingleton<RunTable>()
        .AddSingleton<IRunStore>(provider => provider.GetRequiredService<RunTable>())
        .AddSingleton<IRunIndex, RunIndexTable>()
        .AddSingleton<IRecoveryTrace, RecoveryTable>()
        .AddSingleton<IRunPlaceStore, RunPlaceTable>()
        .AddSingleton<IArtifactStore, ArtifactBlobs>()
        .AddSingleton<RunMetrics>()
        .AddSingleton<IRunEventLog, RunEventLog>()
        .AddSingleton<IRunPlans, RunPlans>()
        .AddSingleton<RunWriter>()
        .AddSingleton<RunLeaseKeeper>()
        .AddSingleton<RunConcurrency>()
        .AddSingleton<AdmitRun>()
        .AddSingleton<ListRuns>()
        .AddSingleton<ListFailures>()
        .AddSingleton<GetLoad>()
        .AddSingleton<QueueRun>()
        .AddSingleton<StartRun>()
        .AddSingleton<ExecuteStep>()
        .AddSingleton<EndRun>()
        .AddSingleton<CancelRun>()
        .AddSingleton<WatchRun>()
        .AddSingleton<ExplainRun>()
        .AddSingleton<RecoverRuns>()
        .AddSingleton<IIdempotencyKeys, IdempotencyKeyTable>()
        .AddSingleton<UseIdempotencyKey>()
        .AddSingleton<IBulkJobs, BulkJobTable>()
        .AddSingleton<StartBulkJob>()
        .AddSingleton<ActOnBulkPage>()
        .AddSingleton<CancelBulkJob>()
        .AddSingleton<ResumeBulkJobs>()
        .AddSingleton<AnnotateRun>()
        .AddSingleton<RerunRun>()
        .AddSingleton<RunStarter>()
        .AddReceipts(configuration)
        .AddDeletion(configuration)
        .AddHostedService<RunHeartbeat>()
        .AddWebhooks(configuration);

    private static IServiceCollection AddReceipts(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(PriceFile.Read(configuration["Engine:PriceFile"] is { Length: > 0 } path ? path : PriceFile.Default))
        .AddSingleton<IReceiptStore, ReceiptTable>()
        .AddSingleton<IssueReceipt>();

    private static IServiceCollection AddDeletion(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(RetentionOf(configuration.GetSection("Engine:Retention")))
        .AddSingleton<IDeletionStore, DeletionTable>()
        .AddSingleton<HoldOrders>()
        .AddSingleton<RemoveRun>()
        .AddSingleton<CertifyDeletion>()
        .AddSingleton<DeleteRun>()
        .AddSingleton<ApplyRetention>()
        .AddSingleton<ResumeDeletions>();

    private static RetentionSettings RetentionOf(IConfigurationSection section) => new(
        [.. section.GetChildren().Select(kind => new RetentionRule(RunKind.Parse(kind.Key), kind.GetValue<int>("Days") is > 0 and var days
            ? days
            : throw new InvalidOperationException($"Setting {kind.Path}:Days must be a whole number of at least 1.")))]);

    private static AppBuild BuildOf(BuildInformation build) => new(build.Version, build.Commit);

    private sealed class RunPlans(IServiceProvider provider) : IRunPlans
    {
        // Resolved late: a plan's projection may use what itself uses the engine.
        private readonly Lazy<Dictionary<RunKind, IRunPlan>> _plans =
            new(() => provider.GetServices<IRunPlan>().ToDictionary(plan => plan.Kind));

        public IReadOnlyCollection<RunKind> Kinds => _plans.Value.Keys;

        public IRunPlan For(RunKind kind) => _plans.Value[kind];
    }
}
