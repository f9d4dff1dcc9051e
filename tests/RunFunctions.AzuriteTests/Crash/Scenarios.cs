using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>Every use case that writes, one entry each; those that belong together in a file of their own.</summary>
internal static class Scenarios
{
    private const string Tag = "crash:point";
    private static readonly OrganizationId Organization = TestCallers.Organization;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("run", async (journey, process) =>
        {
            var (document, _) = await journey.UploadAsync(process);
            await journey.ReprocessAsync(process, document);
            await journey.GoOnAsync(process);
        }),
        new("run-with-webhook", async (journey, process) =>
        {
            await journey.UploadAsync(process);
            await journey.GoOnAsync(process);
        })
        {
            Tables = WebhookScenarios.Tables,
            Faults = Scenario.Few,
            PrepareAsync = WebhookScenarios.SubscribeAsync,
            ViolationsAsync = WebhookScenarios.UntoldAsync,
        },
        new("run-of-few-places", async (journey, process) =>
        {
            await journey.UploadAsync(process);
            await journey.UploadAsync(process);
            await journey.GoOnAsync(process);
            await journey.GoOnAsync(process);
        })
        {
            Faults = Scenario.Few,
            Settings = new Dictionary<string, string?> { ["Engine:Concurrency:PerOrganization"] = "1" },
            ViolationsAsync = async (_, process) =>
                [.. (await process.Get<IRunPlaceStore>().ReadAsync(Organization, CancellationToken.None)).Places.All.Select(place => $"run {place.Run} still has a place")],
        },
        new("recovery", (journey, process) => journey.RecoverAsync(process))
        {
            PrepareAsync = (journey, process) => journey.OrphanAsync(process),
            Faults =
            [
                (Fault.DieAfter, Aftermath.IsRecovered),
                (Fault.DieAfter, Aftermath.IsResumed),
                (Fault.LoseReply, Aftermath.IsRecovered),
                (Fault.FailAfter, Aftermath.IsRecovered),
            ],
        },
        new("cancel-queued", CancelAsync)
        {
            PrepareAsync = async (journey, process) =>
            {
                var (document, first) = await journey.UploadAsync(process);
                await process.Get<StartRun>().HandleAsync(Organization, first, CancellationToken.None);
                journey.Target = await journey.ReprocessAsync(process, document);
            },
            IsRepeated = true,
            ViolationsAsync = NotCancelledAsync,
        },
        new("cancel-running", CancelAsync)
        {
            PrepareAsync = async (journey, process) =>
            {
                (_, journey.Target) = await journey.UploadAsync(process);
                await process.Get<StartRun>().HandleAsync(Organization, journey.Target, CancellationToken.None);
            },
            IsRepeated = true,
        },
        new("annotate", (journey, process) => process.Get<AnnotateRun>().AddTagAsync(Organization, journey.Target, TestCallers.User, Tag, CancellationToken.None))
        {
            PrepareAsync = CompleteAsync,
            IsRepeated = true,
            Faults = Scenario.Once,
            ViolationsAsync = async (journey, process) => (await RunAsync(journey, process)).Annotations.Tags.Contains(Tag) ? [] : ["the tag is lost"],
        },
        new("rerun", (journey, process) => RerunAsync(journey, process, null)) { PrepareAsync = CompleteAsync },
        new("rerun-from-step", (journey, process) => RerunAsync(journey, process, DocumentSteps.Interpretation.Name)) { Faults = Scenario.Few, PrepareAsync = CompleteAsync },
        new("receipt", (journey, process) => process.Get<IssueReceipt>().HandleAsync(Organization, journey.Target, CancellationToken.None))
        {
            Tables = [.. Scenario.OfRuns, StorageNames.SigningKeysTable, StorageNames.ReceiptsTable],
            PrepareAsync = CompleteAsync,
            IsRepeated = true,
            Faults = Scenario.Once,
            ViolationsAsync = async (journey, process) =>
            {
                var first = await process.Get<IssueReceipt>().HandleAsync(Organization, journey.Target, CancellationToken.None);
                var second = await process.Get<IssueReceipt>().HandleAsync(Organization, journey.Target, CancellationToken.None);
                return first.Refusal is null && first.Value.Span.SequenceEqual(second.Value.Span) ? [] : ["there is no receipt, or more than one"];
            },
        },
        .. BulkScenarios.All,
        .. KeyScenarios.All,
        .. ReviewScenarios.All,
        .. WebhookScenarios.All,
        .. DeletionScenarios.All,
    ];

    /// <summary>A document whose run is over.</summary>
    public static async Task CompleteAsync(Journey journey, DocumentProcess process)
    {
        (_, journey.Target) = await journey.UploadAsync(process);
        await journey.GoOnAsync(process);
    }

    private static async Task CancelAsync(Journey journey, DocumentProcess process)
    {
        journey.AskToCancel(journey.Target);
        var cancelled = await process.Get<CancelRun>().HandleAsync(TestCallers.Origin("cancel"), journey.Target, journey.Scheduler, CancellationToken.None);
        Assert.Null(cancelled.Refusal);
    }

    private static async Task RerunAsync(Journey journey, DocumentProcess process, string? fromStep)
    {
        var rerun = await process.Get<RerunRun>().HandleAsync(
            TestCallers.Origin("rerun"), journey.Target, new RerunRequest { FromStep = fromStep }, CancellationToken.None);
        await journey.AcceptAsync(rerun.Value!.Id);
        await journey.GoOnAsync(process);
    }

    private static async Task<Run> RunAsync(Journey journey, DocumentProcess process) =>
        (await process.Get<IRunStore>().FindAsync(Organization, journey.Target, CancellationToken.None))!.Value;

    private static async Task<IReadOnlyList<string>> NotCancelledAsync(Journey journey, DocumentProcess process) =>
        (await RunAsync(journey, process)).State == RunState.Cancelled ? [] : ["the run that was to be cancelled went on"];
}
