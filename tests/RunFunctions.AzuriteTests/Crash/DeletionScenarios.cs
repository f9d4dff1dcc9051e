using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>Deletions: a run is there whole, or gone whole and named in exactly one certificate.</summary>
internal static class DeletionScenarios
{
    public const int RunsOfARound = 2;

    /// <summary>Seconds after which nobody holds an order who has not written meanwhile.</summary>
    public const double PastEveryHold = 16;

    private const int OldRuns = RunsOfARound + 1;
    private static readonly OrganizationId Organization = TestCallers.Organization;
    private static readonly RetentionRule Rule = new(Document.RunKind, Days: 30);
    private static readonly RunActor By = new(RunActorKind.Retention, Rule.ToString());

    private static readonly IReadOnlyList<string> Tables =
    [
        .. Scenario.OfRuns, StorageNames.SigningKeysTable, StorageNames.ReceiptsTable, StorageNames.DeletionsTable, StorageNames.PendingDeletionsTable,
    ];

    /// <summary>One of the two rounds that it takes to remove what is old.</summary>
    public static Scenario Retention { get; } = new("retention", RoundAsync)
    {
        Tables = Tables,
        Configure = services => services.AddSingleton(new RetentionSettings([Rule]) { RunsOfARound = RunsOfARound }),
        PrepareAsync = GrowOldAsync,
        FollowAsync = async (journey, process) =>
        {
            await ResumeAsync(journey, process);
            while (!(await RoundAsync(journey, process)).IsComplete)
            {
                // The position says how far it came.
            }
        },
        Faults = [(Fault.DieAfter, Aftermath.GoesOn), (Fault.LoseReply, Aftermath.GoesOn)],
        ViolationsAsync = async (journey, process) =>
        [
            .. (await Task.WhenAll(journey.Old.Select(async run => (Run: run, IsThere: await IsThereAsync(process, run)))))
                .Where(one => one.IsThere).Select(one => $"run {one.Run} is old and still there"),
            .. await UncertifiedAsync(journey, process),
        ],
    };

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("delete", (journey, process) => process.Get<DeleteRun>().HandleAsync(
            TestCallers.Origin("delete"), journey.Target, journey.Scheduler, CancellationToken.None))
        {
            Tables = Tables,
            PrepareAsync = ReplaceAsync,
            FollowAsync = ResumeAsync,
            Faults = [(Fault.DieAfter, Aftermath.GoesOn)],
            ViolationsAsync = async (journey, process) =>
            [
                .. await UncertifiedAsync(journey, process),
                .. !journey.IsUnanswered && await IsThereAsync(process, journey.Target) ? ["the run was deleted and is still there"] : (string[])[],
            ],
        },

        Retention,
    ];

    // A completed run, with its contents, that a newer one has replaced.
    private static async Task ReplaceAsync(Journey journey, DocumentProcess process)
    {
        var (document, run) = await journey.UploadAsync(process);
        await journey.GoOnAsync(process);
        journey.Clock.Advance(1);
        await journey.ReprocessAsync(process, document);
        await journey.GoOnAsync(process);
        journey.Target = run;
        journey.Old.Add(run);
    }

    private static async Task GrowOldAsync(Journey journey, DocumentProcess process)
    {
        var (document, run) = await process.UploadAsync();
        for (var i = 1; i < OldRuns; i++)
        {
            await EndAsync(journey, process, run);
            journey.Old.Add(run);
            run = await process.ReprocessAsync(document);
        }

        await EndAsync(journey, process, run);
        journey.Old.Add(run);
        journey.Clock.Advance(TimeSpan.FromDays(Rule.Days + 1).TotalSeconds);
        await EndAsync(journey, process, await process.ReprocessAsync(document));
    }

    // The cheapest of all endings.
    private static async Task EndAsync(Journey journey, DocumentProcess process, RunId run)
    {
        journey.AskToCancel(run);
        await process.Get<CancelRun>().HandleAsync(TestCallers.Origin("cancel"), run, journey.Scheduler, CancellationToken.None);
        journey.Clock.Advance(1);
    }

    public static Task<RetentionRound> RoundAsync(Journey journey, DocumentProcess process) =>
        process.Get<ApplyRetention>().HandleAsync(Organization, Rule, By, journey.Scheduler, CancellationToken.None);

    /// <summary>A round is ordered and not begun.</summary>
    public static async Task OrderAsync(DocumentProcess process)
    {
        var orders = process.Get<HoldOrders>();
        await orders.AddAsync(orders.New(Organization, By, rule: Rule), CancellationToken.None);
    }

    private static async Task ResumeAsync(Journey journey, DocumentProcess process)
    {
        journey.Clock.Advance(PastEveryHold);
        await process.Get<ResumeDeletions>().HandleAsync(journey.Scheduler, CancellationToken.None);
    }

    private static async Task<bool> IsThereAsync(DocumentProcess process, RunId run) =>
        await process.Get<IRunStore>().FindAsync(Organization, run, CancellationToken.None) is not null;

    private static async Task<IReadOnlyList<string>> UncertifiedAsync(Journey journey, DocumentProcess process)
    {
        var named = await CertifiedAsync(process);
        var left = await LeftAsync(process);
        List<string> violations = [.. left.Where(name => name.Contains("order|", StringComparison.Ordinal) || name.Contains("removed|", StringComparison.Ordinal))
            .Select(name => $"{name} is left over")];
        foreach (var run in journey.Old)
        {
            var certificates = named.Count(name => name == run.Value);
            if (await IsThereAsync(process, run))
            {
                violations.AddRange(certificates > 0 ? [$"run {run} is certified as gone and still there"] : (string[])[]);
                continue;
            }

            journey.Forget(run);
            violations.AddRange(certificates != 1 ? [$"run {run} is gone and named in {certificates} certificates"] : (string[])[]);
            violations.AddRange(left.Where(name => name.Contains(run.Value, StringComparison.Ordinal)).Select(name => $"run {run} is gone and {name} is left over"));
        }

        return violations;
    }

    /// <summary>The runs that certificates name, as often as they do.</summary>
    private static async Task<IReadOnlyList<string>> CertifiedAsync(DocumentProcess process)
    {
        var deletions = process.Get<IDeletionStore>();
        List<string> named = [];
        foreach (var deletion in (await deletions.ListAsync(Organization, 200, after: null, CancellationToken.None)).Items)
        {
            using var certificate = JsonDocument.Parse((await deletions.FindCertificateAsync(Organization, deletion.Id, CancellationToken.None))!.Value);
            named.AddRange(certificate.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.Text("run_id")!));
        }

        return named;
    }

    // Rows and blobs, by key or name.
    private static async Task<IReadOnlyList<string>> LeftAsync(DocumentProcess process)
    {
        var clients = process.Get<StorageClients>();
        List<string> names = [];
        foreach (var table in (string[])[StorageNames.RunsTable, StorageNames.RunIndexTable, StorageNames.ReceiptsTable, StorageNames.PendingDeletionsTable])
        {
            await foreach (var row in clients.Table(table).QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"]))
            {
                names.Add($"row {row.RowKey}");
            }
        }

        await foreach (var blob in clients.Container(StorageNames.ArtifactsContainer).GetBlobsAsync())
        {
            names.Add($"blob {blob.Name}");
        }

        return names;
    }
}
