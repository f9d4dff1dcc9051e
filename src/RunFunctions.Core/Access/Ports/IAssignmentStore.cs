using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Ports;

/// <summary>
/// Assignments, kept twice: by clinician, which is the truth, and by patient, for listing. The mirror is there before the
/// truth and goes after it, so that whatever is interrupted leaves a mirror without effect, never access that nobody sees.
/// </summary>
public interface IAssignmentStore
{
    /// <summary>One point read.</summary>
    Task<Assignment?> FindAsync(OrganizationId organization, AssignmentId id, CancellationToken cancellationToken);

    /// <summary>Puts the mirror of an assignment that is about to be made; one that is there stays.</summary>
    /// <returns>Its version, for <see cref="TryGrantAsync"/> and <see cref="WithdrawAsync"/>.</returns>
    Task<string> AnnounceAsync(Assignment assignment, CancellationToken cancellationToken);

    /// <summary>Makes an announced assignment.</summary>
    /// <returns>False when it was made before; that one stays as it is.</returns>
    Task<bool> TryGrantAsync(Assignment assignment, string announced, CancellationToken cancellationToken);

    /// <summary>Takes an announcement back, unless somebody else relies on it.</summary>
    Task WithdrawAsync(OrganizationId organization, AssignmentId id, string announced, CancellationToken cancellationToken);

    /// <summary>Removes an assignment, and what an interrupted attempt left of it.</summary>
    /// <returns>False when there was nothing.</returns>
    Task<bool> RemoveAsync(OrganizationId organization, AssignmentId id, CancellationToken cancellationToken);

    /// <summary>A page of all assignments, or of one clinician's, in the order of clinicians and patients. One query.</summary>
    Task<ListPage<Assignment>> ListAsync(OrganizationId organization, UserId? clinician, int limit, string? after, CancellationToken cancellationToken);

    /// <summary>A page of a patient's assignments, in the order of clinicians. One query.</summary>
    Task<ListPage<Assignment>> ListOfPatientAsync(OrganizationId organization, PatientId patient, int limit, string? after, CancellationToken cancellationToken);
}
