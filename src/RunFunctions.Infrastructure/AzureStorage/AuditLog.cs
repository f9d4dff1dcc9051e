using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Writes the audit of every organization, each in its own queue and chain.</summary>
public sealed partial class AuditLog(AuditTable table, AuditChainTable heads, IKeyRing keys, IIdSource ids, TimeProvider clock, ILogger<AuditLog> logger) : IAuditLog
{
    /// <summary>How many entries may wait before <see cref="IsFull"/>: about 5 MB.</summary>
    public const int MaxWaiting = 10_000;

    private const int InstanceLength = 12;
    private const int AtOnce = 8;

    private readonly ConcurrentDictionary<OrganizationId, AuditQueue> _queues = new();
    private readonly string _instance = ids.NewId().ToString("N")[..InstanceLength];
    private int _waiting;

    public bool IsFull => Volatile.Read(ref _waiting) >= MaxWaiting;

    /// <summary>Whether everything is stored.</summary>
    public bool IsEmpty => _queues.Values.All(queue => queue.IsEmpty);

    public Task WriteAsync(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Interlocked.Increment(ref _waiting);
        return QueueOf(entry.Organization).WriteAsync(entry);
    }

    public void WriteSoon(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Interlocked.Increment(ref _waiting);
        QueueOf(entry.Organization).Add(entry);
    }

    /// <summary>Stores what waits and brings the chains' heads up to date.</summary>
    /// <exception cref="AggregateException">Storage did not answer; nothing is lost, and the other organizations were served.</exception>
    public async Task FlushAsync()
    {
        ConcurrentQueue<Exception> failures = new();
        await Parallel.ForEachAsync(_queues.Values, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (queue, _) =>
        {
            try
            {
                await FlushAsync(queue);
            }
            catch (Exception failure)
            {
                failures.Enqueue(failure);
            }
        });
        if (!failures.IsEmpty)
        {
            throw new AggregateException(failures);
        }
    }

    private async Task FlushAsync(AuditQueue queue)
    {
        await queue.FlushAsync();
        foreach (var chain in await queue.UpdateHeadsAsync())
        {
            HeadChanged(logger, chain.Day, chain.Instance);
        }
    }

    private AuditQueue QueueOf(OrganizationId organization) => _queues.GetOrAdd(
        organization,
        owner => new AuditQueue(owner, _instance, table, heads, keys, clock) { Stored = count => Interlocked.Add(ref _waiting, -count) });

    [LoggerMessage(LogLevel.Critical, "Somebody changed the head of audit chain {day} {instance}. Verify the audit.")]
    private static partial void HeadChanged(ILogger logger, DateOnly day, string instance);
}
