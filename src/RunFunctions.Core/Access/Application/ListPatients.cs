using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>Lists patients: all to an admin, to a clinician those assigned to them.</summary>
public sealed class ListPatients(IPatientStore patients, IAssignmentStore assignments)
{
    public async Task<ListPage<Patient>> HandleAsync(Caller caller, int limit, string? after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.Has(Role.Admin))
        {
            return await patients.ListAsync(caller.Organization, limit, after, cancellationToken);
        }

        var page = await assignments.ListAsync(caller.Organization, caller.User, limit, after, cancellationToken);
        var assigned = await Task.WhenAll(page.Items.Select(item => patients.FindAsync(caller.Organization, item.Id.Patient, cancellationToken)));
        return new ListPage<Patient>([.. assigned.OfType<Patient>()], page.Next);
    }
}
