using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>Reads a patient for whoever may see them; to others there is no such patient.</summary>
public sealed class GetPatient(IPatientStore patients, IAssignments assignments)
{
    /// <param name="origin">Who asks.</param>
    /// <param name="id">The patient.</param>
    /// <param name="allows">Whether the caller may see a patient to whom they stand so.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<Patient>> HandleAsync(RequestOrigin origin, PatientId id, Func<Relation, bool> allows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(allows);
        var isSeen = allows(Relation.OwnOrganization)
            || (allows(Relation.Assigned) && await assignments.IsAssignedAsync(origin.Organization, origin.User, id, cancellationToken));
        return isSeen && await patients.FindAsync(origin.Organization, id, cancellationToken) is { } patient
            ? patient
            : Refusal.NotFound("The patient");
    }
}
