using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>A use case under faults; a new one is an entry in <see cref="Scenarios.All"/>.</summary>
/// <param name="Name">Names its cases.</param>
/// <param name="ActAsync">The use case, in a process whose storage has the fault.</param>
internal sealed record Scenario(string Name, Func<Journey, DocumentProcess, Task> ActAsync)
{
    /// <summary>
    /// Tables that it needs. Each is two calls more in every one of a thousand journeys; a call to one that is missing is a failure.
    /// </summary>
    public IReadOnlyList<string> Tables { get; init; } = OfRuns;

    /// <summary>Tables of every run.</summary>
    public static IReadOnlyList<string> OfRuns { get; } =
    [
        StorageNames.RunsTable, StorageNames.RunIndexTable, StorageNames.ActiveHoursTable, StorageNames.RecoveryTable, StorageNames.RunPlacesTable,
        StorageNames.DocumentIndexTable, StorageNames.WebhooksTable,
    ];

    /// <summary>What is there before, made without a fault.</summary>
    public Func<Journey, DocumentProcess, Task>? PrepareAsync { get; init; }

    /// <summary>Whoever asked and got no answer asks again, as repeatable requests are.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>What else must be done after the fault, by a process without one.</summary>
    public Func<Journey, DocumentProcess, Task>? FollowAsync { get; init; }

    /// <summary>What is not so and must be in the end, besides <see cref="Truth"/>; a sentence each.</summary>
    public Func<Journey, DocumentProcess, Task<IReadOnlyList<string>>>? ViolationsAsync { get; init; }

    /// <summary>Settings of its processes.</summary>
    public IReadOnlyDictionary<string, string?>? Settings { get; init; }

    /// <summary>Services of its processes that are not the app's own.</summary>
    public Action<IServiceCollection>? Configure { get; init; }

    /// <summary>Faults, and what comes after each.</summary>
    public IReadOnlyList<(Fault Fault, Aftermath Aftermath)> Faults { get; init; } =
    [
        (Fault.DieAfter, Aftermath.GoesOn),
        (Fault.DieAfter, Aftermath.IsRecovered),
        (Fault.DieAfter, Aftermath.IsResumed),
        (Fault.LoseReply, Aftermath.GoesOn),
        (Fault.FailAfter, Aftermath.GoesOn),
    ];

    /// <summary>Faults of a use case that differs from one that has all of them in little.</summary>
    public static IReadOnlyList<(Fault Fault, Aftermath Aftermath)> Few { get; } =
        [(Fault.DieAfter, Aftermath.GoesOn), (Fault.DieAfter, Aftermath.IsRecovered), (Fault.LoseReply, Aftermath.GoesOn)];

    /// <summary>Faults of a use case that leaves no work in progress.</summary>
    public static IReadOnlyList<(Fault Fault, Aftermath Aftermath)> Once { get; } =
        [(Fault.DieAfter, Aftermath.GoesOn), (Fault.LoseReply, Aftermath.GoesOn), (Fault.FailAfter, Aftermath.GoesOn)];
}
