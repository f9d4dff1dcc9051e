using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Access.Ports;

/// <summary>Who treats whom, for every room.</summary>
public interface IAssignments
{
    /// <summary>Whether a patient is assigned to a clinician. One point read.</summary>
    Task<bool> IsAssignedAsync(OrganizationId organization, UserId clinician, PatientId patient, CancellationToken cancellationToken);
}
