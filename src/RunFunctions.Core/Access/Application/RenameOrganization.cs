using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>What changes of an organization, unchecked.</summary>
/// <param name="Name">1–200 characters.</param>
public sealed record OrganizationChanges(string? Name);

/// <summary>Gives the caller's organization another name.</summary>
public sealed class RenameOrganization(IOrganizationStore organizations, TimeProvider clock)
{
    public async Task<Result<Organization>> HandleAsync(OrganizationId id, OrganizationChanges changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var input = new AccessInput();
        var name = input.Name("name", changes.Name);
        return input.Refusal is { } refusal ? refusal
            : await organizations.RenameAsync(id, name, clock.GetUtcNow(), cancellationToken) is { } renamed ? renamed
            : Refusal.NotFound("The organization");
    }
}
