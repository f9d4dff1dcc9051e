using System.Text;
using Azure;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>Requests with an idempotency key: one run, and one answer, however often they are made.</summary>
internal static class KeyScenarios
{
    private static readonly IdempotencyKey Key = new(TestCallers.Organization, TestCallers.User, "Crash", "crash-key");

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Of("keyed-upload", UploadAsync, runs: 1) with { IsRepeated = true },
        Of("keyed-upload-repeated-late", UploadAsync, runs: 1),
        Of("keyed-rerun", RerunAsync, runs: 2) with { IsRepeated = true, PrepareAsync = Scenarios.CompleteAsync },
        Of("keyed-rerun-repeated-late", RerunAsync, runs: 2) with { PrepareAsync = Scenarios.CompleteAsync },
    ];

    // Whoever got an answer asks again, too.
    private static Scenario Of(string name, Func<Journey, DocumentProcess, RequestOrigin, Task<RunId>> executeAsync, int runs) =>
        new(name, (journey, process) => AskAsync(journey, process, executeAsync))
        {
            Tables = [.. Scenario.OfRuns, StorageNames.SigningKeysTable, StorageNames.IdempotencyKeysTable, StorageNames.IdempotencyHoursTable],
            FollowAsync = async (journey, process) =>
            {
                await AskAsync(journey, process, executeAsync);
                await journey.GoOnAsync(process);
            },
            Faults = [.. Scenario.Few, (Fault.FailAfter, Aftermath.GoesOn)],
            ViolationsAsync = async (journey, _) =>
            [
                .. journey.Answers.Distinct().Count() == 1 ? (string[])[] : ["the same request got different answers"],
                .. (await journey.TransitionsAsync()).Count(one => one.EventType == RunEventTypes.RunCreated) == runs ? (string[])[] : ["the key made no run, or more than one"],
            ],
        };

    private static async Task<RunId> UploadAsync(Journey journey, DocumentProcess process, RequestOrigin origin) => (await process.UploadAsync(origin)).Run;

    private static async Task<RunId> RerunAsync(Journey journey, DocumentProcess process, RequestOrigin origin) =>
        (await process.Get<RerunRun>().HandleAsync(origin, journey.Target, new RerunRequest(), CancellationToken.None)).Value!.Id;

    // As the middleware does it.
    private static async Task AskAsync(Journey journey, DocumentProcess process, Func<Journey, DocumentProcess, RequestOrigin, Task<RunId>> executeAsync)
    {
        // Past the time for which a request that died is taken to be in flight.
        journey.Clock.Advance(process.Settings.Lease.TotalSeconds + 1);
        var keys = process.Get<UseIdempotencyKey>();
        var decision = (await keys.BeginAsync(Key, "hash", FailedRunPolicy.Replay, CancellationToken.None)).Value!;
        if (decision is not { Hold: { } hold })
        {
            journey.Answers.Add(Encoding.UTF8.GetString(decision.Answer!.Body.Span));
            return;
        }

        var reserved = new Reservation(hold.Use.Value.ReservedId, hold.Use.Value.ReservedAt, hold.IsRepeat);
        RunId run;
        try
        {
            run = await executeAsync(journey, process, TestCallers.Origin("keyed") with { Reserved = reserved });
            await journey.AcceptAsync(run);
        }
        catch
        {
            await SettleAsync(() => keys.BreakOffAsync(hold, CancellationToken.None));
            throw;
        }

        var answer = new KeptAnswer(201, new Dictionary<string, string>(), Encoding.UTF8.GetBytes(run.Value), run);
        await SettleAsync(() => keys.KeepAsync(hold, answer, CancellationToken.None));
        journey.Answers.Add(run.Value);
    }

    private static async Task SettleAsync(Func<Task> note)
    {
        try
        {
            await note();
        }
        catch (RequestFailedException)
        {
            // What the request came to stands, and a repeat finds it by its id.
        }
    }
}
