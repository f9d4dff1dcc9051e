using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Access.Ports;

/// <summary>Organizations. One row each, every write conditional.</summary>
public interface IOrganizationStore
{
    /// <summary>One point read.</summary>
    Task<Organization?> FindAsync(OrganizationId id, CancellationToken cancellationToken);

    /// <summary>Every organization, for work that is done for each of them in the background. Reads the whole table.</summary>
    IAsyncEnumerable<OrganizationId> ListAllAsync(CancellationToken cancellationToken);

    /// <summary>Adds an organization.</summary>
    /// <returns>False when the id is taken.</returns>
    Task<bool> TryAddAsync(Organization organization, CancellationToken cancellationToken);

    /// <summary>Gives an organization another name.</summary>
    /// <returns>The organization as it is now; null when there is none.</returns>
    Task<Organization?> RenameAsync(OrganizationId id, string name, DateTimeOffset at, CancellationToken cancellationToken);
}
