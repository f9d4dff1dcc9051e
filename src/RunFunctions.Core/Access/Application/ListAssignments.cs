using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>Lists assignments: all, a clinician's, a patient's, or the one of both. One query or point read.</summary>
public sealed class ListAssignments(IAssignmentStore assignments)
{
    public async Task<ListPage<Assignment>> HandleAsync(
        OrganizationId organization, UserId? clinician, PatientId? patient, int limit, string? after, CancellationToken cancellationToken)
    {
        switch (clinician, patient)
        {
            case (_, null):
                return await assignments.ListAsync(organization, clinician, limit, after, cancellationToken);
            case (null, { } one):
                return await assignments.ListOfPatientAsync(organization, one, limit, after, cancellationToken);
            case ({ } treating, { } treated):
                var found = await assignments.FindAsync(organization, new AssignmentId(treated, treating), cancellationToken);
                return new ListPage<Assignment>(found is null ? [] : [found], Next: null);
        }
    }
}
