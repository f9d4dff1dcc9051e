using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>Lists the patients that a caller may see: all of the organization, or those assigned to the caller.</summary>
public sealed class ListPatients(IPatientStore patients, IAssignmentStore assignments)
{
    /// <param name="origin">Who asks.</param>
    /// <param name="seesAll">Whether the caller may see patients who are assigned to others.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="after">Position from the page before; null for the first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ListPage<Patient>> HandleAsync(RequestOrigin origin, bool seesAll, int limit, string? after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        if (seesAll)
        {
            return await patients.ListAsync(origin.Organization, limit, after, cancellationToken);
        }

        var page = await assignments.ListAsync(origin.Organization, origin.User, limit, after, cancellationToken);
        var assigned = await Task.WhenAll(page.Items.Select(item => patients.FindAsync(origin.Organization, item.Id.Patient, cancellationToken)));
        return new ListPage<Patient>([.. assigned.OfType<Patient>()], page.Next);
    }
}
