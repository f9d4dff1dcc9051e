using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>
/// The runs that are not finished, by key, so that recovery never scans. An entry is written before its run and removed
/// after the run's ending has been made known; an entry may therefore outlive, but never miss, an unfinished run.
/// </summary>
public interface IActiveRuns
{
    /// <summary>Adds the intent to create a run; adding it twice is one entry.</summary>
    Task AddAsync(OrganizationId organization, ActiveRun run, CancellationToken cancellationToken);

    /// <summary>Removes the entry; no error when it is gone.</summary>
    Task RemoveAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken);

    /// <summary>Every entry of every organization: all work in progress, and nothing else. One query.</summary>
    Task<IReadOnlyList<OwnedActiveRun>> ListAsync(CancellationToken cancellationToken);
}

/// <param name="Id">The run.</param>
/// <param name="Kind">Its kind, which names its plan.</param>
/// <param name="AddedAt">UTC, shortly before the run was created.</param>
public sealed record ActiveRun(RunId Id, RunKind Kind, DateTimeOffset AddedAt);

/// <param name="Organization">Owner of the run.</param>
/// <param name="Run">The entry.</param>
public sealed record OwnedActiveRun(OrganizationId Organization, ActiveRun Run);
