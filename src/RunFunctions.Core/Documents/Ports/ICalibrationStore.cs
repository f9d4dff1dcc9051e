using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Ports;

/// <summary>What reviews have said of mappings, per organization and policy version. Ids, counts and rules; never values.</summary>
public interface ICalibrationStore
{
    /// <summary>Most units whose counts may change in one write.</summary>
    const int MaxUnits = 96;

    /// <summary>Counts of one context. One query.</summary>
    Task<IReadOnlyList<Versioned<MappingTally>>> ListAsync(
        OrganizationId organization, string policyVersion, string contextKey, CancellationToken cancellationToken);

    /// <summary>One page of all counts, by context, field and mapping. One query.</summary>
    /// <param name="organization">Owner.</param>
    /// <param name="policyVersion">The policy under which they were counted.</param>
    /// <param name="limit">1–200.</param>
    /// <param name="after">Position of the last count already seen; null for the first page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ListPage<MappingTally>> ListPageAsync(
        OrganizationId organization, string policyVersion, int limit, string? after, CancellationToken cancellationToken);

    /// <summary>What was said of a run; null when nobody has judged it. One point read.</summary>
    Task<Versioned<JudgedRun>?> FindJudgedAsync(
        OrganizationId organization, string policyVersion, DocumentId document, RunId run, CancellationToken cancellationToken);

    /// <summary>The versions that were marked as reviewed last, newest first. One query.</summary>
    Task<IReadOnlyList<ReviewedRun>> ListReviewedAsync(OrganizationId organization, string policyVersion, int count, CancellationToken cancellationToken);

    /// <summary>Writes what was said of a run together with the counts that follow, all or nothing.</summary>
    /// <param name="organization">Owner.</param>
    /// <param name="policyVersion">The policy under which they are counted.</param>
    /// <param name="before">The run as it was read; null when there was none.</param>
    /// <param name="after">The run as it will be.</param>
    /// <param name="tallies">Counts as they will be, at most <see cref="MaxUnits"/>, each with the version that was read; null for a new one.</param>
    /// <param name="cancellationToken">Cancels the call, not what was written.</param>
    /// <returns>False when one of them has changed: nothing was written, read and decide again.</returns>
    Task<bool> TryWriteAsync(
        OrganizationId organization,
        string policyVersion,
        Versioned<JudgedRun>? before,
        JudgedRun after,
        IReadOnlyList<(MappingTally Tally, string? Version)> tallies,
        CancellationToken cancellationToken);
}
