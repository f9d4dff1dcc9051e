using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>Bulk jobs: each run that matches is acted on exactly once.</summary>
internal static class BulkScenarios
{
    private static readonly IReadOnlyList<(Fault Fault, Aftermath Aftermath)> Faults = [.. Scenario.Few, (Fault.FailAfter, Aftermath.GoesOn)];

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Of(new BulkRequest { Action = "cancel", Filter = new BulkFilter { State = "QUEUED" } }, RunEventTypes.RunCancelled, WaitAsync),
        Of(new BulkRequest { Action = "rerun", Filter = new BulkFilter() }, RunEventTypes.RunSuperseded, CompleteAsync),
        Of(new BulkRequest { Action = "tag", Tag = "crash:bulk", Filter = new BulkFilter() }, RunEventTypes.RunAnnotated, CompleteAsync),
    ];

    private static Scenario Of(BulkRequest request, string eventType, Func<Journey, DocumentProcess, Task> prepareAsync) =>
        new($"bulk-{request.Action}", (journey, process) => journey.Bulk.GoOnAsync(process, request, journey.Scheduler))
        {
            Tables = [.. Scenario.OfRuns, StorageNames.SigningKeysTable, StorageNames.BulkJobsTable, StorageNames.PendingBulkJobsTable],
            PrepareAsync = async (journey, process) =>
            {
                await prepareAsync(journey, process);

                // A job acts on what was there before it.
                journey.Clock.Advance(1);
            },
            IsRepeated = true,
            Faults = Faults,
            ViolationsAsync = (journey, process) => journey.Bulk.ViolationsAsync(process, journey, eventType),
        };

    private static async Task WaitAsync(Journey journey, DocumentProcess process)
    {
        var (document, running) = await journey.UploadAsync(process);
        await process.Get<StartRun>().HandleAsync(TestCallers.Organization, running, CancellationToken.None);
        for (var i = 0; i < 2; i++)
        {
            var queued = await journey.ReprocessAsync(process, document);
            journey.AskToCancel(queued);
            journey.Bulk.Runs.Add(queued);
        }
    }

    private static async Task CompleteAsync(Journey journey, DocumentProcess process)
    {
        for (var i = 0; i < 2; i++)
        {
            await Scenarios.CompleteAsync(journey, process);
            journey.Bulk.Runs.Add(journey.Target);
        }
    }
}
