using Microsoft.DurableTask.Client;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.Api.Platform;

/// <summary>How one thing that the app needs answered.</summary>
/// <param name="Name">What was asked.</param>
/// <param name="IsWell">Whether it answered in time.</param>
/// <param name="Took">How long that took, or how long it was waited for.</param>
public sealed record ReadinessCheck(string Name, bool IsWell, TimeSpan Took);

/// <summary>Asks everything that the app needs, all at once, and waits a limited time for each.</summary>
public sealed class Readiness(StorageSetup storage, TimeProvider clock)
{
    public const string Tables = "database";
    public const string Blobs = "storage";
    public const string Orchestrations = "orchestrations";

    /// <summary>How long one answer is waited for.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    // No orchestration has this id; asking for it proves that the hub answers.
    private const string ProbeInstance = "health-probe";

    public async Task<IReadOnlyList<ReadinessCheck>> CheckAsync(DurableTaskClient durable, CancellationToken cancellationToken) => await Task.WhenAll(
        CheckAsync(Tables, storage.AskTablesAsync, cancellationToken),
        CheckAsync(Blobs, storage.AskBlobsAsync, cancellationToken),
        CheckAsync(Orchestrations, async limited => await durable.GetInstanceAsync(ProbeInstance, limited), cancellationToken));

    private async Task<ReadinessCheck> CheckAsync(string name, Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(Limit, clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        bool isWell;
        try
        {
            // Also when a client does not listen to its token.
            await ask(limited.Token).WaitAsync(limited.Token);
            isWell = true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            isWell = false;
        }

        return new ReadinessCheck(name, isWell, clock.GetElapsedTime(started));
    }
}
