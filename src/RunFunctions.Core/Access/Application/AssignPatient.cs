using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>An assignment as an admin asks for it, unchecked.</summary>
/// <param name="ClinicianSubject">User id of an active member with role clinician.</param>
/// <param name="PatientId">Id of a patient.</param>
public sealed record NewAssignment(string? ClinicianSubject, string? PatientId);

/// <summary>Assigns a patient to a clinician. The announcement is there first, so that a patient who has one is not removed; repeating an interrupted attempt completes it.</summary>
public sealed class AssignPatient(IMembershipStore memberships, IPatientStore patients, IAssignmentStore assignments, TimeProvider clock)
{
    /// <summary>The user is no active member with role clinician.</summary>
    public const string NotAClinicianReason = "NOT_A_CLINICIAN";

    /// <summary>There is no such patient to assign.</summary>
    public const string PatientUnknownReason = "PATIENT_UNKNOWN";

    /// <summary>The patient is assigned to this clinician already.</summary>
    public const string AssignmentExistsReason = "ASSIGNMENT_EXISTS";

    public async Task<Result<Assignment>> HandleAsync(RequestOrigin origin, NewAssignment wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(wanted);
        var input = new AccessInput();
        var clinician = input.User("clinician_subject", wanted.ClinicianSubject);
        var patient = input.Patient("patient_id", wanted.PatientId);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        if (await memberships.FindAsync(origin.Organization, clinician, cancellationToken) is not { IsActive: true } member || !member.Roles.Contains(Role.Clinician))
        {
            return Refusal.Conflict(NotAClinicianReason, "The user is no active member with role clinician.");
        }

        var assignment = new Assignment
        {
            Organization = origin.Organization,
            Id = new AssignmentId(patient, clinician),
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = origin.User,
        };
        if (await patients.FindToChangeAsync(origin.Organization, patient, cancellationToken) is not { } found)
        {
            return PatientUnknown();
        }

        // From here on a caller who goes away changes nothing, so that no half-made assignment needs repair.
        var announced = await assignments.AnnounceAsync(assignment, CancellationToken.None);
        if (!await TouchAsync(found))
        {
            await assignments.WithdrawAsync(origin.Organization, assignment.Id, announced, CancellationToken.None);
            return PatientUnknown();
        }

        return await assignments.TryGrantAsync(assignment, announced, CancellationToken.None)
            ? assignment
            : Refusal.Conflict(AssignmentExistsReason, "The patient is assigned to this clinician already.");
    }

    // Whoever removes the patient has either seen the announcement, or is outdated by this.
    private async Task<bool> TouchAsync(Versioned<Patient> found)
    {
        Versioned<Patient>? patient = found;
        while (patient is not null && !await patients.TryTouchAsync(patient, CancellationToken.None))
        {
            patient = await patients.FindToChangeAsync(found.Value.Organization, found.Value.Id, CancellationToken.None);
        }

        return patient is not null;
    }

    private static Refusal PatientUnknown() => Refusal.Conflict(PatientUnknownReason, "There is no such patient.");
}
