using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>A stored thing and the version under which it was read; a write names the version it was decided on.</summary>
public sealed record Versioned<T>(T Value, string Version);

/// <summary>Runs, their subjects and artifacts. One partition per subject, every write conditional.</summary>
public interface IRunStore
{
    /// <summary>One point read.</summary>
    Task<Versioned<Run>?> FindAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken);

    /// <summary>
    /// A run to decide on. Unless <paramref name="fresh"/>, it may be remembered from this process's last write: a write
    /// decided on an outdated one is refused by <see cref="TryWriteAsync"/>, which also forgets it.
    /// </summary>
    Task<Versioned<Run>?> FindToChangeAsync(OrganizationId organization, RunId id, bool fresh, CancellationToken cancellationToken);

    /// <summary>A subject to decide on; remembered like <see cref="FindToChangeAsync"/>.</summary>
    Task<Versioned<RunSubject>?> FindSubjectToChangeAsync(OrganizationId organization, SubjectKey key, bool fresh, CancellationToken cancellationToken);

    /// <summary>Writes run, subject, artifacts and the events that are kept, in one transaction.</summary>
    /// <param name="organization">Owner.</param>
    /// <param name="decision">What to write.</param>
    /// <param name="runVersion">Version the decision was made on; null inserts the run.</param>
    /// <param name="subjectVersion">Version of the subject; null inserts it. Ignored when the decision leaves the subject.</param>
    /// <param name="cancellationToken">Cancels the call, not what was written.</param>
    /// <returns>False when somebody else wrote first: nothing was written, read and decide again.</returns>
    Task<bool> TryWriteAsync(OrganizationId organization, RunDecision decision, string? runVersion, string? subjectVersion, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a run with its artifacts and events, changes its subject and leaves a tombstone with what went, in one transaction
    /// (beyond its limit of 100 rows the last artifacts follow it).
    /// </summary>
    /// <param name="removal">What to remove.</param>
    /// <param name="deletion">The deletion that removes it; only that one finds the tombstone.</param>
    /// <param name="runVersion">Version of the run that was decided on.</param>
    /// <param name="subjectVersion">Version of the subject that was decided on.</param>
    /// <param name="cancellationToken">Cancels the call, not what was removed.</param>
    /// <returns>False when somebody else wrote first: nothing was removed.</returns>
    Task<bool> TryRemoveAsync(RunRemoval removal, DeletionId deletion, string runVersion, string subjectVersion, CancellationToken cancellationToken);

    /// <summary>What a deletion took away with a run; null when it took no such run, or its tombstone is gone.</summary>
    Task<RemovedRun?> FindTombstoneAsync(OrganizationId organization, RunId id, DeletionId deletion, CancellationToken cancellationToken);

    /// <summary>Nothing more is to be done for a removed run.</summary>
    Task RemoveTombstoneAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken);

    /// <summary>One run with its artifacts and events in order. One query.</summary>
    Task<RunHistory?> FindHistoryAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken);

    /// <summary>What the engine recorded of a run, in order, without the events of rooms. One query of a range of keys.</summary>
    Task<IReadOnlyList<RunEvent>> ListEventsAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Inserts a run that repeats another one, changes that one and the subject, with artifacts and events, in one transaction.</summary>
    /// <param name="organization">Owner.</param>
    /// <param name="decision">What to write; has a superseded run.</param>
    /// <param name="parentVersion">Version of the superseded run that the decision was made on.</param>
    /// <param name="subjectVersion">Version of the subject.</param>
    /// <param name="cancellationToken">Cancels the call, not what was written.</param>
    /// <returns>As <see cref="TryWriteAsync"/>.</returns>
    Task<bool> TryRepeatAsync(OrganizationId organization, RunDecision decision, string parentVersion, string subjectVersion, CancellationToken cancellationToken);

    /// <summary>Every run of a subject with its artifacts and events in order, oldest run first. One query.</summary>
    Task<IReadOnlyList<RunHistory>> ListHistoryAsync(OrganizationId organization, SubjectKey subject, CancellationToken cancellationToken);
}
