using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>Reads a patient: an admin any, a clinician one assigned to them. To others there is no such patient.</summary>
public sealed class GetPatient(IPatientStore patients, IAssignments assignments)
{
    public async Task<Result<Patient>> HandleAsync(Caller caller, PatientId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var isSeen = caller.Has(Role.Admin) || await assignments.IsAssignedAsync(caller.Organization, caller.User, id, cancellationToken);
        return isSeen && await patients.FindAsync(caller.Organization, id, cancellationToken) is { } patient
            ? patient
            : Refusal.NotFound("The patient");
    }
}
