using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>Removes a patient who is assigned to nobody.</summary>
public sealed class RemovePatient(IPatientStore patients, IAssignmentStore assignments)
{
    /// <summary>The patient is assigned to a clinician.</summary>
    public const string PatientAssignedReason = "PATIENT_ASSIGNED";

    public async Task<Result<PatientId>> HandleAsync(OrganizationId organization, PatientId id, CancellationToken cancellationToken)
    {
        // The patient is read before the assignments: an assignment that begins after that touches the patient, so that this
        // removal is outdated.
        while (await patients.FindToChangeAsync(organization, id, cancellationToken) is { } patient)
        {
            if ((await assignments.ListOfPatientAsync(organization, id, limit: 1, after: null, cancellationToken)).Items.Count > 0)
            {
                return Refusal.Conflict(PatientAssignedReason, "The patient is assigned to a clinician.");
            }

            if (await patients.TryRemoveAsync(patient, cancellationToken))
            {
                return id;
            }
        }

        return Refusal.NotFound("The patient");
    }
}
