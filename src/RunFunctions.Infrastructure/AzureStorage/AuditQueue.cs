using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// The entries of one organization on their way to storage, in order. Whoever writes while nobody flushes does it, and takes
/// along what others left; the next one who waits then takes over. So a single writer's storage call is its own, and many
/// writers share one.
/// </summary>
internal sealed class AuditQueue(OrganizationId organization, string instance, AuditTable table, AuditChainTable heads, IKeyRing keys, TimeProvider clock)
{
    private const int MaxBatch = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private readonly List<RegisteredChain> _chains = [];
    private bool _isFlushing;

    // These two belong to whoever flushes. A batch that may or may not have been stored is tried again as it is, so that there
    // is never a second version of a record.
    private RegisteredChain? _current;
    private Batch? _unconfirmed;

    /// <summary>Entries that were stored, each time some are.</summary>
    public required Action<int> Stored { get; init; }

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count == 0;
            }
        }
    }

    public void Add(AuditEntry entry)
    {
        lock (_gate)
        {
            _waiting.Enqueue(new Waiting(entry));
        }
    }

    /// <summary>Adds an entry and returns when it is stored.</summary>
    public async Task WriteAsync(AuditEntry entry)
    {
        var own = new Waiting(entry);
        TaskCompletionSource? turn = null;
        lock (_gate)
        {
            _waiting.Enqueue(own);
            if (_isFlushing)
            {
                turn = own.Turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            _isFlushing = true;
        }

        if (turn is not null)
        {
            await turn.Task;
        }

        if (!own.IsStored)
        {
            await FlushAsync(own);
        }
    }

    /// <summary>Stores what waits now, unless somebody is doing it.</summary>
    public async Task FlushAsync()
    {
        Waiting last;
        lock (_gate)
        {
            if (_isFlushing || _waiting.Count == 0)
            {
                return;
            }

            last = _waiting.Last();
            _isFlushing = true;
        }

        await FlushAsync(last);
    }

    /// <summary>Brings the heads of the chains up to date.</summary>
    /// <returns>Chains whose head was changed by somebody else; they are left alone from now on.</returns>
    public async Task<IReadOnlyList<AuditChainId>> UpdateHeadsAsync()
    {
        List<RegisteredChain> behind;
        lock (_gate)
        {
            var newest = _chains.LastOrDefault();
            _chains.RemoveAll(chain => chain.IsUpToDate && chain != newest);
            behind = [.. _chains.Where(chain => !chain.IsUpToDate)];
        }

        List<AuditChainId> changed = [];
        foreach (var chain in behind)
        {
            using var limit = new CancellationTokenSource(Patience, clock);
            var key = await keys.CurrentAsync(organization, KeyPurpose.Audit, limit.Token);
            if (!await heads.TryUpdateAsync(chain, clock.GetUtcNow(), key, limit.Token))
            {
                changed.Add(chain.Latest.Id);
                lock (_gate)
                {
                    _chains.Remove(chain);
                }
            }
        }

        return changed;
    }

    private async Task FlushAsync(Waiting until)
    {
        try
        {
            while (!until.IsStored)
            {
                await StoreNextAsync();
            }
        }
        catch (Exception failure)
        {
            // Whoever waits learns it; the entries stay.
            lock (_gate)
            {
                foreach (var waiting in _waiting)
                {
                    waiting.Turn?.TrySetException(failure);
                    waiting.Turn = null;
                }

                _isFlushing = false;
            }

            throw;
        }

        lock (_gate)
        {
            var next = _waiting.FirstOrDefault(waiting => waiting.Turn is not null);
            _isFlushing = next is not null;
            next?.TakeTurn();
        }
    }

    private async Task StoreNextAsync()
    {
        // Not the caller's patience: others' entries go along, and what was done is recorded also when nobody listens any more.
        using var limit = new CancellationTokenSource(Patience, clock);
        var batch = _unconfirmed ??= await PrepareAsync(limit.Token);
        await table.AddAsync(batch.Records, limit.Token);
        _current!.Latest = batch.Chain;
        _unconfirmed = null;
        lock (_gate)
        {
            for (var i = 0; i < batch.Records.Count; i++)
            {
                var stored = _waiting.Dequeue();
                stored.IsStored = true;
                stored.TakeTurn();
            }
        }

        Stored(batch.Records.Count);
    }

    private async Task<Batch> PrepareAsync(CancellationToken cancellationToken)
    {
        List<Waiting> next;
        lock (_gate)
        {
            next = [.. _waiting.Take(MaxBatch)];
        }

        var key = await keys.CurrentAsync(organization, KeyPurpose.Audit, cancellationToken);
        var chain = await ChainForAsync(next[0].Entry, key, cancellationToken);
        List<AuditRecord> records = [];
        foreach (var waiting in next)
        {
            // A transaction stays in one partition. A day ends with a partition.
            if (records.Count > 0 && AuditRows.Partition(organization, chain.TimeOf(waiting.Entry)) != AuditRows.Partition(organization, records[0].Entry.At))
            {
                break;
            }

            var record = chain.Next(waiting.Entry, key);
            records.Add(record);
            chain = chain.With(record);
        }

        return new Batch(records, chain);
    }

    private async Task<AuditChain> ChainForAsync(AuditEntry entry, SigningKey key, CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime((_current?.Latest.TimeOf(entry) ?? entry.At).UtcDateTime);
        if (_current?.Latest.Id.Day != day)
        {
            // The head comes before the first record: a chain without a head is never ours.
            var begun = AuditChain.Begin(organization, new AuditChainId(day, instance));
            _current = await heads.BeginAsync(begun, clock.GetUtcNow(), key, cancellationToken);
            lock (_gate)
            {
                _chains.Add(_current);
            }
        }

        return _current.Latest;
    }

    private sealed record Batch(IReadOnlyList<AuditRecord> Records, AuditChain Chain);

    private sealed class Waiting(AuditEntry entry)
    {
        public AuditEntry Entry { get; } = entry;

        public bool IsStored { get; set; }

        /// <summary>Ends when the entry is stored, or when it is for this one to flush; null when nobody waits.</summary>
        public TaskCompletionSource? Turn { get; set; }

        public void TakeTurn()
        {
            Turn?.TrySetResult();
            Turn = null;
        }
    }
}
