using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Debugging;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Documents.Application.Debugging;

/// <summary>A completed run and the snapshot that was sent for it, if any.</summary>
/// <param name="Run">The run.</param>
/// <param name="Stored">Null: the snapshot is made from what the run stored.</param>
public sealed record SnapshotOfRun(Run Run, StoredSnapshot? Stored)
{
    /// <summary>What the list is ordered by.</summary>
    public DateTimeOffset At => Stored?.CreatedAt ?? Run.CompletedAt ?? Run.UpdatedAt;
}

/// <summary>The snapshots of a document: of each run that completed one, the newest of them.</summary>
public sealed class ExtractionSnapshots(IRunStore runs, IExtractionSnapshots stored, IArtifactStore artifacts)
{
    /// <summary>Snapshots that a document has at most.</summary>
    public const int Capacity = 20;

    private const int ReadAtOnce = 4;

    /// <summary>Newest first, also those beyond the capacity. Two queries.</summary>
    public async Task<IReadOnlyList<SnapshotOfRun>> ListAsync(OrganizationId organization, DocumentId document, CancellationToken cancellationToken)
    {
        var sent = stored.ListAsync(organization, document, cancellationToken);
        var history = await runs.ListHistoryAsync(organization, Document.SubjectOf(document), cancellationToken);
        var byRun = (await sent).ToDictionary(snapshot => snapshot.RunId);
        return
        [
            .. history.Select(entry => entry.Run)
                .Where(run => run.State == RunState.Completed)
                .Select(run => new SnapshotOfRun(run, byRun.GetValueOrDefault(run.Id)))
                .OrderByDescending(entry => entry.At)
                .ThenByDescending(entry => entry.Run.Id.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>In the given order, without those whose content is gone. One read each.</summary>
    public async Task<IReadOnlyList<ExtractionSnapshot>> ReadAsync(IEnumerable<SnapshotOfRun> entries, CancellationToken cancellationToken)
    {
        List<ExtractionSnapshot> read = [];
        foreach (var together in entries.Chunk(ReadAtOnce))
        {
            read.AddRange((await Task.WhenAll(together.Select(entry => ReadAsync(entry, cancellationToken)))).OfType<ExtractionSnapshot>());
        }

        return read;
    }

    private async Task<ExtractionSnapshot?> ReadAsync(SnapshotOfRun entry, CancellationToken cancellationToken)
    {
        if (entry.Stored is { } sent && await artifacts.ReadAsync(sent.Content, cancellationToken) is { } json)
        {
            return SnapshotJson.Read(json);
        }

        return InterpretationVersion.FirstOf(entry.Run) is { } version && await artifacts.ReadAsync(version.Data, cancellationToken) is { } data
            ? SnapshotWriter.Of(InterpretationJson.Read(data))
            : null;
    }
}
